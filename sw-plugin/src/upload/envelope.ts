import type { Entry } from '../log/index.ts';

/** What travels with each entry where the app asks for it. */
export interface Sent {
  /** The app's own version. */
  readonly app?: string | undefined;
  /** The random id of this installation. */
  readonly install?: string | undefined;
  /** Of how many this entry stands, where only some are sent. */
  readonly weight?: number | undefined;
}

/** An entry in the envelope of the Reporting API: https://w3c.github.io/reporting/#serialize-reports */
export interface Envelope {
  readonly type: 'background-service';
  /** Milliseconds since it happened. */
  readonly age: number;
  /** The worker's script, else the origin. */
  readonly url: string;
  readonly user_agent: string;
  /** The stripped entry. Its `id` is the same in a repeated post. */
  readonly body: Entry & Sent;
}

export function envelope(entry: Entry, now: number, userAgent: string, sent: Sent = {}): Envelope {
  return {
    type: 'background-service',
    age: Math.max(0, Math.round(now - entry.time)),
    url: entry.scriptURL || entry.origin,
    user_agent: userAgent,
    body: { ...entry, ...sent },
  };
}
