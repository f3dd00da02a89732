import { OffstageError } from '../../errors.ts';

/**
 * What passes by itself: a connection that broke, a server that starts, stops or has become a standby, a deadlock.
 * Source: https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const PASSING =
  /^(08...|57P0[1-5]|25006|40001|40P01|55P03|53300|CONNECT|CONNECTION_|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOENT|EAI_AGAIN)/;

/** Full disk, on the primary's side. */
const FULL = '53100';

export interface RetryLimits {
  /** Milliseconds after which to give up. */
  readonly time: number;
  /** Milliseconds between attempts. */
  readonly pause: number;
}

/** Runs work that may be repeated, until it succeeds or time is over; then throws `STORE_UNAVAILABLE`. */
export async function retry<Result>(
  work: () => Promise<Result>,
  { time, pause }: RetryLimits,
): Promise<Result> {
  const end = Date.now() + time;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const code = String((error as { code?: unknown }).code ?? '');
      if (code === FULL) throw new OffstageError('STORE_FULL', {}, { cause: error });
      if (!PASSING.test(code)) throw error;
      if (Date.now() + pause > end)
        throw new OffstageError('STORE_UNAVAILABLE', { cause: code }, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
