import type { Page } from 'playwright-core';
import { type Start, scopeOf, type Uploading } from './bench-host.ts';

/** What a worker notes: how long the script took, and when its handler ran. */
export interface Answer {
  /** Milliseconds. */
  readonly evaluation: number;
  /** Milliseconds that the whole of the worker took, the host's own listeners included. */
  readonly whole: number;
  /** Since it was last asked; epoch milliseconds. */
  readonly handled: readonly (readonly [data: string, time: number])[];
}

export const ask = (page: Page, variant: Start | Uploading): Promise<Answer> =>
  page.evaluate(
    (scope) => (globalThis as unknown as { ask(scope: string): Promise<Answer> }).ask(scope),
    scopeOf(variant),
  );
