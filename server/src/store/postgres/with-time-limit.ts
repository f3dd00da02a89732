import { OffstageError } from '../../errors.ts';

/**
 * Gives up waiting after `time` milliseconds with `STORE_UNAVAILABLE`. Not done with `statement_timeout`: cancelling a
 * commit that waits for a standby makes PostgreSQL report success without it.
 * Source: https://www.postgresql.org/docs/current/warm-standby.html#SYNCHRONOUS-REPLICATION-HA
 */
export function withTimeLimit<Result>(work: Promise<Result>, time: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new OffstageError('STORE_UNAVAILABLE', { cause: `no answer for ${time / 1000} s` }));
    }, time);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
