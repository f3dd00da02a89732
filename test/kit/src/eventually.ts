import { setTimeout as delay } from 'node:timers/promises';

export interface EventuallyOptions {
  /** Milliseconds (default 10,000). */
  readonly timeout?: number;
  /** Milliseconds between two looks (default 50). */
  readonly every?: number;
  /** What is waited for, for the error. May look again. */
  readonly what?: string | (() => string);
}

/**
 * Looks again and again until the answer is truthy, and returns it. Rejects with `NEVER_HAPPENED` after the time limit;
 * an error of `look` counts as "not yet" and becomes the cause.
 */
export async function eventually<Answer>(
  look: () => Answer | Promise<Answer>,
  { timeout = 10_000, every = 50, what = 'what was waited for' }: EventuallyOptions = {},
): Promise<NonNullable<Exclude<Answer, false>>> {
  const end = performance.now() + timeout;
  let cause: unknown;
  do {
    try {
      const answer = await look();
      if (answer) return answer as NonNullable<Exclude<Answer, false>>;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    await delay(every);
  } while (performance.now() < end);
  const name = typeof what === 'string' ? what : what();
  throw new Error(`NEVER_HAPPENED: ${name}, within ${timeout} ms`, { cause });
}
