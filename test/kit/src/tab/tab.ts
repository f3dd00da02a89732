/** What runs in a page: a function, with one argument that JSON can carry. */
export type InPage<Arg, Result> = (arg: Arg) => Result | Promise<Result>;

/** One tab of the browser, whoever drives it. */
export interface Tab {
  /** Opens an address and waits until it has loaded. */
  goto(url: string): Promise<void>;
  url(): Promise<string>;
  /**
   * Runs a function in the page as if a person had just clicked there, awaits it, and returns its JSON value. Rejects with
   * what it threw.
   */
  evaluate<Result>(work: InPage<undefined, Result>): Promise<Result>;
  evaluate<Arg, Result>(work: InPage<Arg, Result>, arg: Arg): Promise<Result>;
  /** A real click in the middle of the first element that fits the selector; waits for it for 10 s. */
  click(selector: string): Promise<void>;
  close(): Promise<void>;
}
