/** A report as it is stored: the browser's envelope, and what we made of it. */
export interface Report {
  /** Store key, ascending in order of arrival: the cursor for paging and for the live stream. */
  readonly id: number;
  /** Epoch milliseconds: when it arrived. */
  readonly received: number;
  /** Epoch milliseconds: when it happened (`received - age`). */
  readonly time: number;
  /** Report type as sent, e.g. `csp-violation`; case-sensitive. Legacy `csp-report` bodies become `csp-violation`. */
  readonly type: string;
  /** URL of the document (or worker) that the report is about. */
  readonly url: string;
  /** Origin of `url`, `''` where it has none. */
  readonly origin: string;
  /** Name of the endpoint: the path member of `POST /reports/:endpoint`, else `default`. */
  readonly endpoint: string;
  readonly userAgent: string;
  /** `Chrome`, `Firefox`, `Safari`, `Edge`, …, `''` where it can't be told. */
  readonly browser: string;
  readonly browserVersion: string;
  /** `Windows`, `macOS`, `iOS`, `Android`, `ChromeOS`, `Linux`, or `''`; also `''` for what an older server stored. */
  readonly os: string;
  /** Equal for reports that a person would call the same problem. */
  readonly group: string;
  /** The rule that marks this as noise (browser extension, injected script …), `''` for none. Tagged, never dropped. */
  readonly noise: string;
  /** How many real events it stands for: 1 / sampling_fraction for NEL, else 1. */
  readonly weight: number;
  /** Body as sent. Legacy bodies keep their own member names. */
  readonly body: unknown;
}

/** One group: the same problem, counted. */
export interface ReportGroup {
  readonly group: string;
  readonly type: string;
  /** One line for a person, e.g. `img-src blocked https://cdn.example`. */
  readonly title: string;
  readonly count: number;
  readonly weight: number;
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly browsers: readonly string[];
  readonly noise: string;
  /** Id of the newest report of the group. */
  readonly sample: number;
}

/** What can be asked for. Every member narrows; lists are alternatives. */
export interface ReportFilter {
  readonly type?: readonly string[];
  readonly origin?: readonly string[];
  readonly endpoint?: readonly string[];
  readonly group?: readonly string[];
  readonly browser?: readonly string[];
  /** `hide`: without noise; `only`: noise alone; absent: both. */
  readonly noise?: 'hide' | 'only';
  /** Epoch milliseconds of `time`, from inclusive, to exclusive. */
  readonly from?: number;
  readonly to?: number;
  /** Free text, case-insensitive, over URL and body. */
  readonly text?: string;
}
