import type { ShapeOf } from '../shapes.ts';
import type { Ledger } from './ledger/ledger.ts';
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

export type FacetValue = ShapeOf<'FacetValue'>;
export type Facets = ShapeOf<'Facets'>;
export type HistogramBucket = ShapeOf<'HistogramBucket'>;
export type Histogram = ShapeOf<'Histogram'>;
export type EndpointUse = ShapeOf<'EndpointUse'>;

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
  /** What became of every push. */
  readonly ledger: Ledger;
  /** Calls back, at most once per turn, after reports were added here (or elsewhere, where the engine tells). */
  onAdded(listener: () => void): () => void;
  /** Rejects when the store can't be reached now. Costs next to nothing: everybody may ask. */
  ping(): Promise<void>;
  /** Writes what is waiting, then lets go of the file or connection. */
  close(): Promise<void>;
}
