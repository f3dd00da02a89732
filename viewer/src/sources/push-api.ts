/*
 * What the server's push ledger answers, as far as views need it. Written out here, because the published types of the viewer
 * must not need the server's package; `server-pushes.ts` fails the type check when the two part ways.
 */

/** Names and values that a sender chose, in its order. Pairs: a name may be any text, `__proto__` too. */
export type Labels = readonly (readonly [name: string, value: string])[];

/** A push: what its sender said, and what became of it. Texts are a stranger's. */
export interface Push {
  readonly id: string;
  /** Epoch milliseconds, by the sender's clock. */
  readonly time: number;
  /** Salted hash of the endpoint, `''` where the sender does not know it. */
  readonly device: string;
  readonly key: string;
  readonly message: string;
  /** Host of the push service. */
  readonly service: string;
  readonly campaign: string;
  readonly labels: Labels;
  /** Seconds. */
  readonly ttl: number | null;
  readonly urgency: string;
  readonly topic: string;
  readonly bytes: number | null;
  /** HTTP status of the push service; null where no answer came. */
  readonly status: number | null;
  readonly reason: string;
  /** Seconds. */
  readonly retryAfter: number | null;
  /** One of those that the view has a word for, or what a newer server calls it. */
  readonly state: string;
  /** Which of several equal pushes it is can't be told. */
  readonly guess: boolean;
  /** Whether its device has ever told anything. */
  readonly reporting: boolean;
  readonly browser: string;
  readonly app: string;
  /** The lifetime on the device, as its entries name it; `''` where none is known. */
  readonly span: string;
}

export interface PushStep {
  readonly step: string;
  /** Epoch milliseconds. */
  readonly time: number;
  /** `sender`, `clock`, `age` or `guess`. */
  readonly sure: string;
}

export interface PushStory {
  readonly push: Push;
  /** In order of time. */
  readonly steps: readonly PushStep[];
  readonly device: string;
  /** Random id of the installation, `''` where the app names none. */
  readonly install: string;
  /** Why the subscription is gone; undefined where it is not, or nobody knows. */
  readonly gone: PushGone | undefined;
  /** Id of the entry on the device that tells of it first, `''` where none is stored any more. */
  readonly entry: string;
}

/** Why a push service no longer knows a subscription; the texts are the server's. */
export interface PushGone {
  readonly reason: string;
  readonly title: string;
  readonly detail: string;
  readonly cure: string;
  /** Epoch milliseconds: the first refusal in a row; null where it is not known. */
  readonly since: number | null;
  /** Epoch milliseconds: the last sign that it was there. */
  readonly alive: number | null;
  /** The command that shows the device's log, `''` where there is none. */
  readonly look: string;
  readonly evidence: readonly { readonly time: number; readonly what: string }[];
}

/** A cause, or a warning, over many pushes; the texts are the server's. */
export interface PushFinding {
  readonly rule: string;
  readonly about: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly title: string;
  readonly detail: string;
  readonly cure: string;
  readonly pushes: number;
  readonly devices: number;
  /** False: `devices` were counted among the newest pushes. */
  readonly allDevices: boolean;
  /** Epoch milliseconds. */
  readonly first: number;
  readonly last: number;
  /** What opens its pushes. */
  readonly filter: PushQuestion;
}

export interface PushFindings {
  readonly findings: readonly PushFinding[];
  readonly behind: boolean;
}

/** How many pushes there are. */
export interface PushCounts {
  /** The sum of `states`. */
  readonly total: number;
  readonly states: ReadonlyMap<string, number>;
  /** Of those that were not refused: to devices that have never told anything. */
  readonly notReporting: number;
  /** What devices told of that matches no send; not in `total`. */
  readonly outside: number;
}

export interface FunnelRow extends PushCounts {
  /** Of hours and days epoch milliseconds; null for all that are not told one by one. */
  readonly value: string | null;
}

export interface Funnel extends PushCounts {
  readonly rows: readonly FunnelRow[];
  /** What came last is not in it yet. */
  readonly behind: boolean;
}

/** Newest first. */
export interface PushPage {
  readonly pushes: readonly Push[];
  /** Cursor of the following page; null at the end. */
  readonly next: string | null;
  readonly behind: boolean;
}

/** What can be asked for: alternatives by the API's name of the filter; times in epoch milliseconds. */
export type PushQuestion = Readonly<Record<string, readonly string[]>>;
