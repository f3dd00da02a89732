import type { LogModel } from '../model/log-model.ts';

/** One line of the endpoints table. */
export interface ShownEndpoint {
  readonly origin: string;
  readonly name: string;
  readonly url: string;
  /** The header that names it. */
  readonly header: string;
  /** Reports that the server received under it. */
  readonly count?: number | undefined;
  /** Epoch milliseconds. */
  readonly lastSeen?: number | undefined;
}

/** The endpoints that pages named, the latest word of each origin. */
export function endpointsIn(model: LogModel): readonly ShownEndpoint[] {
  const code = model.events.find('Reporting endpoints');
  const byOrigin = new Map<string, readonly ShownEndpoint[]>();
  if (code === -1) return [];
  for (let at = model.high - 1; at >= model.low; at--) {
    if (model.event.get(at) !== code) continue;
    const entry = model.entry(at);
    const listed = entry.detail.endpoints;
    if (!byOrigin.has(entry.origin) && Array.isArray(listed))
      byOrigin.set(entry.origin, listed.map(endpointOf));
  }
  return [...byOrigin.values()].flat();
}

function endpointOf(value: unknown): ShownEndpoint {
  const raw = (value ?? {}) as Record<string, unknown>;
  const word = (name: string): string => (typeof raw[name] === 'string' ? raw[name] : '');
  return { origin: word('origin'), name: word('name'), url: word('url'), header: word('header') };
}
