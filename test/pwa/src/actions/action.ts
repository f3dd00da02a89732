/** One button: what it says, why it may not work here, and what it does. */
export interface Action {
  /** Stable name, also the button's `data-action`. */
  readonly id: string;
  readonly label: string;
  /** Why this browser can't; undefined when it can. Looked at on every render. */
  lacks(): string | undefined;
  /** Returns one line on what came of it. */
  run(): Promise<string>;
}
