/** A worker that other people's code runs in, and what is to happen to it. */
export interface Host {
  readonly name: string;
  /** What the worker is made of, in order: files of `workers/`. */
  readonly parts: readonly [string, ...string[]];
  readonly orders: readonly Order[];
  /** Messages to the worker, and how many the page gets for each. */
  readonly messages?: readonly { readonly data: unknown; readonly answers: number }[];
  /** Methods to call with Comlink, and their arguments. */
  readonly calls?: readonly (readonly [method: string, ...values: number[]])[];
  /** Posts that are made without a network; they arrive when it is back. */
  readonly posts?: readonly string[];
  /** Payloads. `@` stands for the scope. */
  readonly pushes?: readonly string[];
  /** Titles of notifications to click, once all pushes are through. Each click closes it and opens a window. */
  readonly clicks?: readonly string[];
  /** Tags. */
  readonly syncs?: readonly string[];
  /** How many messages the page gets in all. */
  readonly answers?: number;
}

/** Where the plugin is loaded: before everything, or behind the first part, among those that watch as we do. */
export type Order = 'never' | 'first' | 'second';
