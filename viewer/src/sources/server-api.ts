/*
 * What the server's API answers, as far as views need it. Written out here, because the published types of the viewer must
 * not need the server's package; `server-reports.ts` fails the type check when the two part ways.
 */

/** A report as it is stored: the browser's envelope, and what the server made of it. */
export interface Report {
  /** Ascending in order of arrival. */
  readonly id: number;
  /** Epoch milliseconds: when it arrived. */
  readonly received: number;
  /** Epoch milliseconds: when it happened. */
  readonly time: number;
  /** As sent, e.g. `csp-violation`. */
  readonly type: string;
  /** URL of the document or worker that it is about. */
  readonly url: string;
  readonly origin: string;
  /** Name of the endpoint that it was posted to. */
  readonly endpoint: string;
  readonly userAgent: string;
  readonly browser: string;
  readonly browserVersion: string;
  /** Empty where the server does not tell it. */
  readonly os?: string;
  readonly app?: string;
  /** Equal for reports that a person would call the same problem. */
  readonly group: string;
  /** The rule that marks it as noise, `''` for none. */
  readonly noise: string;
  /** How many real events it stands for. */
  readonly weight: number;
  readonly body: unknown;
}

/** The same problem, counted. Times are epoch milliseconds. */
export interface ReportGroup {
  readonly group: string;
  readonly type: string;
  /** One line for a person. */
  readonly title: string;
  readonly count: number;
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly browsers: readonly string[];
  readonly noise: string;
}

/** What the server received under one endpoint's name. */
export interface EndpointUse {
  readonly endpoint: string;
  readonly count: number;
  readonly firstSeen: number;
  readonly lastSeen: number;
}

/** Posts and parts of posts that the server refused, one of those it remembers. */
export interface Refusal {
  /** Epoch milliseconds. */
  readonly time: number;
  readonly endpoint: string;
  /** `too-large`, `no-endpoint`, `not-json` … */
  readonly reason: string;
  /** Of the request; 0 where it is not known. */
  readonly size: number;
}

/** What was refused since the server started: how often for each reason, and the latest of each. */
export interface Refusals {
  readonly counts: Readonly<Record<string, number>>;
  readonly samples: readonly Refusal[];
}

/** What can be asked for; lists are alternatives. */
export interface ReportFilter {
  readonly type?: readonly string[];
  readonly browser?: readonly string[];
  readonly origin?: readonly string[];
  readonly group?: readonly string[];
  /** Random ids of installations, and versions of the app, of uploaded entries. */
  readonly install?: readonly string[];
  readonly app?: readonly string[];
  /** `hide`: without noise; `only`: nothing else. */
  readonly noise?: 'hide' | 'only';
  /** Epoch milliseconds, from inclusive, to exclusive. */
  readonly from?: number;
  readonly to?: number;
  /** Looked for in addresses and bodies, without regard to case. */
  readonly text?: string;
}

/** How many reports have a value. */
export type ValueCounts = readonly { readonly value: string; readonly count: number }[];

/** How many reports there are, by what they have. */
export interface ReportCounts {
  readonly total: number;
  readonly type: ValueCounts;
  readonly origin: ValueCounts;
  readonly endpoint: ValueCounts;
  readonly browser: ValueCounts;
}
