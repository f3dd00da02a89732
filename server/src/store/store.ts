import type { Report, ReportFilter, ReportGroup } from './report.ts';

/** A report on its way into the store. */
export interface NewReport extends Omit<Report, 'id' | 'body'> {
  /** The body as JSON. */
  readonly json: string;
  /** One line for a person; the title of its group. */
  readonly title: string;
  /** With `slot`: what makes it the same report when the browser sends it again (see `slot.ts`). */
  readonly hash: bigint;
  /** `slotOf(time)`. */
  readonly slot: number;
}

/** What became of one call of `add`: every report is either new or known already. */
export interface Added {
  readonly stored: number;
  readonly duplicates: number;
}

export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

/** Per facet its values with counts, most frequent first; each facet is counted without its own part of the filter. */
export interface Facets {
  readonly total: number;
  readonly type: readonly FacetValue[];
  readonly origin: readonly FacetValue[];
  readonly endpoint: readonly FacetValue[];
  readonly browser: readonly FacetValue[];
  /** Matched noise rules, `''` for reports that are none; counted without the filter's `noise`. */
  readonly noise: readonly FacetValue[];
}

export interface HistogramBucket {
  /** Epoch milliseconds of its start. */
  readonly time: number;
  readonly count: number;
  readonly types: Readonly<Record<string, number>>;
}

export interface Histogram {
  readonly from: number;
  readonly to: number;
  /** Milliseconds that one bucket covers. */
  readonly interval: number;
  /** Ascending; buckets without reports are left out. */
  readonly buckets: readonly HistogramBucket[];
}

export interface EndpointUse {
  readonly endpoint: string;
  readonly count: number;
  readonly firstSeen: number;
  readonly lastSeen: number;
}

export interface ListQuery {
  readonly filter: ReportFilter;
  readonly limit: number;
  /** Only reports with a smaller id, newest first. */
  readonly before?: number;
}

export interface GroupsQuery {
  readonly filter: ReportFilter;
  readonly limit: number;
  readonly offset: number;
  readonly sort: 'lastSeen' | 'firstSeen' | 'count' | 'weight';
}

/** What to keep. Both may be given. */
export interface Retention {
  /** Drop what happened before this epoch millisecond. PostgreSQL drops whole days, so it may keep a day more. */
  readonly before?: number;
  /** Drop the oldest until the store uses no more than this. */
  readonly maxBytes?: number;
}

/**
 * Where reports live. Both engines keep the same promises:
 * - `add` resolves when the reports are durable, rejects when none of them is;
 * - adding a report again (same `hash`, `time` less than half a second apart) changes nothing;
 * - ids ascend, and once `after(id)` has answered, nothing ever appears below the last id it gave.
 */
export interface Store {
  readonly kind: 'sqlite' | 'postgres';
  /** `sender` (an address, say) shares the way to the disk fairly with other senders. */
  add(reports: readonly NewReport[], sender?: string): Promise<Added>;
  list(query: ListQuery): Promise<readonly Report[]>;
  get(id: number): Promise<Report | undefined>;
  /** Reports with a larger id, in order of id: for the live stream and for export. */
  after(id: number, limit: number, filter?: ReportFilter): Promise<readonly Report[]>;
  /** The largest id that `after` could give now; 0 when there is none. */
  lastId(): Promise<number>;
  facets(filter: ReportFilter): Promise<Facets>;
  histogram(filter: ReportFilter, buckets: number): Promise<Histogram>;
  groups(query: GroupsQuery): Promise<readonly ReportGroup[]>;
  endpoints(): Promise<readonly EndpointUse[]>;
  /** Removes what matches. Returns the number of them. */
  remove(filter: ReportFilter): Promise<number>;
  retain(retention: Retention): Promise<number>;
  /** Bytes that the reports take on disk. */
  size(): Promise<number>;
  /** Calls back, at most once per turn, after reports were added here (or elsewhere, where the engine tells). */
  onAdded(listener: () => void): () => void;
  /** Rejects when the store can't be reached now. Costs next to nothing: everybody may ask. */
  ping(): Promise<void>;
  /** Writes what is waiting, then lets go of the file or connection. */
  close(): Promise<void>;
}
