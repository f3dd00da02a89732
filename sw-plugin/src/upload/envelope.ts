import type { Entry } from '../log/index.ts';

/** An entry in the envelope of the Reporting API: https://w3c.github.io/reporting/#serialize-reports */
export interface Envelope {
  readonly type: 'background-service';
  /** Milliseconds since it happened. */
  readonly age: number;
  /** The worker's script, else the origin. */
  readonly url: string;
  readonly user_agent: string;
  /** The stripped entry. Its `id` is the same in a repeated post. */
  readonly body: Entry;
}

export function envelope(entry: Entry, now: number, userAgent: string): Envelope {
  return {
    type: 'background-service',
    age: Math.max(0, Math.round(now - entry.time)),
    url: entry.scriptURL || entry.origin,
    user_agent: userAgent,
    body: entry,
  };
}
