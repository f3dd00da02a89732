import type { ShapeOf } from '../shapes.ts';

export type Report = ShapeOf<'Report'>;
export type ReportGroup = ShapeOf<'ReportGroup'>;

/** What can be asked for. Every member narrows; lists are alternatives. */
export interface ReportFilter {
  readonly type?: readonly string[];
  readonly origin?: readonly string[];
  readonly endpoint?: readonly string[];
  readonly group?: readonly string[];
  readonly browser?: readonly string[];
  readonly os?: readonly string[];
  readonly app?: readonly string[];
  readonly scope?: readonly string[];
  /** Ids of installations, as background-service entries name them. */
  readonly install?: readonly string[];
  /** `hide`: without noise; `only`: noise alone; absent: both. */
  readonly noise?: 'hide' | 'only';
  /** Epoch milliseconds of `time`, from inclusive, to exclusive. */
  readonly from?: number;
  readonly to?: number;
  /** Free text, case-insensitive, over URL and body. */
  readonly text?: string;
}

/** Members that each report has to be looked at for: of these nothing is counted in advance. */
const OF_ROWS = ['os', 'app', 'scope', 'install'] as const;

/** Whether a filter asks for what only the reports themselves know, and not their counts. */
export const asksRows = (filter: ReportFilter): boolean =>
  (filter.text !== undefined && filter.text !== '') || OF_ROWS.some((member) => filter[member] !== undefined);
