import type { ReactNode } from 'react';

export interface GridColumn {
  readonly id: string;
  readonly label: string;
  /** CSS pixels. */
  readonly width: number;
  /** Takes what room is left. */
  readonly grow?: boolean;
  readonly end?: boolean;
  cell(index: number): ReactNode;
}

/** Which column the rows are ordered by; the first click turns the order around. */
export interface GridSort {
  readonly column: string;
  readonly descending: boolean;
  toggle(): void;
}
