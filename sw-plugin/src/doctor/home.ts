import type { Engine } from './engine.ts';

/** The start of a worker, or the load of a page, in which a lifetime began: what the lifetime knows of it. */
export interface Home<Inside> {
  readonly boot: string;
  readonly context: 'worker' | 'page';
  readonly scope: string;
  readonly scriptURL: string;
  readonly engine: Engine | undefined;
  /** Its start is in the log. */
  readonly started_: boolean;
  /** In order of their first entry. */
  readonly lifetimes_: readonly Inside[];
  /** Of the lifetimes that began there, the first with this span. */
  readonly find: (span: string) => Inside | undefined;
}
