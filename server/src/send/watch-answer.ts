import type { Note } from './open-ledger.ts';
import { retryAfter } from './retry-after.ts';

interface Answer {
  /** `web-push` says `statusCode`, a `Response` `status`. */
  readonly statusCode?: unknown;
  readonly status?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
}

/** What an answer without a status is taken for: https://www.rfc-editor.org/rfc/rfc8030#section-5 */
const CREATED = 201;

/**
 * Notes how a send ends, and returns the promise to give to the host: with the same value or error, one microtask later (a reaction to the
 * promise itself would mark a rejection as handled that the host does not handle).
 *
 * What is rejected in the turn of its call never left: no network answers that fast. Those are arguments that are refused, not pushes.
 */
export function watchAnswer(result: unknown, note: Note): unknown {
  if (typeof (result as Promise<unknown> | undefined)?.then !== 'function') {
    note(() => undefined);
    return result;
  }
  let left = false;
  setImmediate(() => {
    left = true;
  }).unref();
  return (result as Promise<unknown>).then(
    (value) => {
      note(() => {
        const { statusCode, status } = (value ?? {}) as Answer;
        return { status: statusOf(statusCode) ?? statusOf(status) ?? CREATED };
      });
      return value;
    },
    (error: unknown) => {
      note(() => {
        const { statusCode, headers, body, code, message } = (error ?? {}) as Answer;
        const status = statusOf(statusCode);
        if (status === undefined) return left ? { reason: String(code ?? message ?? error) } : undefined;
        return {
          status,
          reason: body === undefined ? undefined : String(body),
          retryAfter: retryAfter(headers?.['retry-after'], Date.now()),
        };
      });
      throw error;
    },
  );
}

const statusOf = (value: unknown): number | undefined =>
  Number.isInteger(value) && Number(value) >= 100 && Number(value) <= 599 ? Number(value) : undefined;
