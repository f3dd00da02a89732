/** What an entry can tell of the end of a push subscription. */
export type SignKind =
  | 'unregistered'
  | 'unsubscribed'
  | 'changed'
  | 'permission'
  | 'push-permission'
  | 'subscription'
  | 'visit';

/** Of an installation: what its entries of one hour say alike. */
export interface Sign {
  readonly install: string;
  readonly kind: SignKind;
  /** URL of the registration; `''` for what holds for all of the origin. */
  readonly scope: string;
  /** Of a permission its state, of a subscription its key, `''` where that is not told, or `none`; else `''`. */
  readonly value: string;
  /** Epoch milliseconds of the first and the last of them. */
  readonly first: number;
  readonly last: number;
  /** Id of the first report. */
  readonly report: number;
}

const HOUR = 3_600_000;

/** The hour that a sign is kept in. */
export function hourOfSign({ first }: Pick<Sign, 'first'>): number {
  return Math.floor(first / HOUR);
}

/** Two halves as one; it does not matter which came first, nor how often. */
export function mergedSign(a: Sign, b: Sign): Sign {
  return {
    ...a,
    first: Math.min(a.first, b.first),
    last: Math.max(a.last, b.last),
    report: Math.min(a.report, b.report),
  };
}
