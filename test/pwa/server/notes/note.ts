/** A field note. `id` is the writer's: the same note sent twice is one note. */
export interface Note {
  readonly id: string;
  readonly text: string;
  readonly place: string;
  /** Epoch milliseconds. */
  readonly written: number;
}

const LONGEST_TEXT = 2000;

/** The note in a request's body, or undefined when there is none. */
export function parseNote(body: unknown): Note | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { id, text, place, written } = body as Record<string, unknown>;
  if (typeof id !== 'string' || !/^[\w-]{8,64}$/.test(id)) return undefined;
  if (typeof text !== 'string' || text.length === 0 || text.length > LONGEST_TEXT) return undefined;
  if (typeof place !== 'string' || place.length > LONGEST_TEXT) return undefined;
  if (typeof written !== 'number' || !Number.isFinite(written)) return undefined;
  return { id, text, place, written };
}
