const LIMIT = 50_000;
const times = new Map<string, number>();

/**
 * The time that an entry had when it first came, in epoch milliseconds. Its sender measures its age anew with every try,
 * and a phone's clock that was set meanwhile must not make two entries of one.
 */
export function firstTime(id: string, time: number): number {
  const first = times.get(id);
  if (first !== undefined) return first;
  const [oldest] = times.size >= LIMIT ? times.keys() : [];
  if (oldest !== undefined) times.delete(oldest);
  times.set(id, time);
  return time;
}
