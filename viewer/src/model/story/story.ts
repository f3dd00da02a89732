/** Where something comes by on its way. `sent` is there when a server knows of it. */
export type StationName =
  | 'sent'
  | 'received'
  | 'handler'
  | 'shown'
  | 'clicked'
  | 'dismissed'
  | 'window'
  | 'registered'
  | 'fired'
  | 'attempt'
  | 'done'
  | 'givenUp'
  | 'started'
  | 'requests'
  | 'stored'
  | 'asked'
  | 'answered'
  | 'paid';

/** Why a station was not reached, as far as the log tells. */
export type StationReason =
  | 'never-called'
  | 'handler-failed'
  | 'cut-off'
  | 'unseen'
  | 'not-yet'
  | 'no-window'
  | 'replaced'
  | 'closed-by-app'
  | 'before-log';

export interface Station {
  readonly name: StationName;
  /** `guess`: reached, as far as one can tell. */
  readonly state: 'reached' | 'failed' | 'running' | 'missing' | 'guess';
  /** Epoch milliseconds. */
  readonly time?: number;
  /** Position of the entry that tells it. */
  readonly at?: number;
  readonly reason?: StationReason;
  /** Of attempts the number, of requests how many are done. */
  readonly count?: number;
}

/** What became of one push, sync, fetch or payment, station by station. */
export type Story = readonly Station[];
