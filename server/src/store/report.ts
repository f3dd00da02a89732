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
  /** `hide`: without noise; `only`: noise alone; absent: both. */
  readonly noise?: 'hide' | 'only';
  /** Epoch milliseconds of `time`, from inclusive, to exclusive. */
  readonly from?: number;
  readonly to?: number;
  /** Free text, case-insensitive, over URL and body. */
  readonly text?: string;
}
