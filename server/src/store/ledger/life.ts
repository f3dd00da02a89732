/** Facts of a lifetime that have a time; epoch milliseconds, `null` where nothing says so. */
export const TIMES = ['received', 'shown', 'failed', 'silent', 'clicked', 'dismissed', 'closed'] as const;

export type LifeTime = (typeof TIMES)[number];

/**
 * What is known of one lifetime on a device: of a push, or of a click or close that nothing has tied to its push yet. Made
 * of whichever of its entries have come; `''` and `null` where none has said it.
 */
export interface Life extends Readonly<Record<LifeTime, number | null>> {
  readonly span: string;
  /** Random id of the installation. */
  readonly install: string;
  readonly device: string;
  readonly key: string;
  readonly message: string;
  /** Epoch milliseconds of the first of its facts. */
  readonly time: number;
  /** Of the notification. */
  readonly tag: string;
  /** Its push is known: what this lifetime said stands there. */
  readonly settled: boolean;
  /** Several lifetimes were open when the notification was shown. */
  readonly guessed: boolean;
  /** The device's clock was wrong: times are counted back from the arrival of the reports. */
  readonly countedBack: boolean;
  readonly browser: string;
  readonly app: string;
  /** Id of the first report that told of it. */
  readonly report: number;
}

export function newLife(span: string, time: number): Life {
  return {
    span,
    install: '',
    device: '',
    key: '',
    message: '',
    time,
    received: null,
    tag: '',
    shown: null,
    failed: null,
    silent: null,
    clicked: null,
    dismissed: null,
    closed: null,
    settled: false,
    guessed: false,
    countedBack: false,
    browser: '',
    app: '',
    report: 0,
  };
}

/** Two halves as one; it does not matter which came first, nor how often. */
export function mergedLife(a: Life, b: Life): Life {
  return {
    span: a.span,
    install: text(a.install, b.install),
    device: text(a.device, b.device),
    key: text(a.key, b.key),
    message: text(a.message, b.message),
    time: Math.min(a.time, b.time),
    received: first(a.received, b.received),
    tag: text(a.tag, b.tag),
    shown: first(a.shown, b.shown),
    failed: first(a.failed, b.failed),
    silent: first(a.silent, b.silent),
    clicked: first(a.clicked, b.clicked),
    dismissed: first(a.dismissed, b.dismissed),
    closed: first(a.closed, b.closed),
    settled: a.settled || b.settled,
    guessed: a.guessed || b.guessed,
    countedBack: a.countedBack || b.countedBack,
    browser: text(a.browser, b.browser),
    app: text(a.app, b.app),
    report: a.report === 0 || b.report === 0 ? Math.max(a.report, b.report) : Math.min(a.report, b.report),
  };
}

/** Where both say something, and not the same, the one that any order gives. */
function text(a: string, b: string): string {
  if (a === '' || b === '') return a || b;
  return a < b ? a : b;
}

function first(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
