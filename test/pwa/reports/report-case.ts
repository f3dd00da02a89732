/** One way to make the browser report something. `kind` is the path member of its page: `/reports-demo/KIND`. */
export interface ReportCase {
  readonly kind: string;
  /** Report type that it ends in. */
  readonly type: string;
  readonly title: string;
  /** One sentence: what the page does wrong. */
  readonly story: string;
  /**
   * A frame inside the app does for most. Some policies hold for top-level documents only, and a frame counts as
   * touched when its parent was. A crash must not take the app along.
   */
  readonly opens: 'frame' | 'tab' | 'own process';
  /** Which pages' reports a browser sends, if it knows the type at all. */
  readonly sent: 'https' | 'any';
  /** What is to be known before it can work. */
  readonly note?: string;
}

/** What the page of a case tells the app over the `reports-demo` channel. */
export type ReportNews =
  | { readonly kind: string; readonly news: 'loaded' }
  | { readonly kind: string; readonly news: 'unsupported' | 'did'; readonly text: string }
  | { readonly kind: string; readonly news: 'observed'; readonly type: string; readonly text: string };

/** Endpoint name of a case's reports: so the server's answer can be told apart from every other report. */
export function endpointOf(kind: string): string {
  return `demo-${kind}`;
}
