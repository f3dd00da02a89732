import { expect, inject, test } from 'vitest';
import type { Browser } from './browser.ts';
import { BROWSERS } from './browsers.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Names of browsers that this machine has not, and can't get. */
    absentBrowsers: readonly string[];
  }
}

/**
 * The browsers of this machine, in the order of the table's columns. The run's setup has named the others. With
 * `OFFSTAGE_BROWSER` set, that one alone.
 */
export function availableBrowsers(): readonly Browser[] {
  const absent = inject('absentBrowsers');
  const wanted = process.env.OFFSTAGE_BROWSER;
  const named = BROWSERS.filter(({ name }) => wanted === undefined || name === wanted);
  const available = named.filter(({ name }) => !absent.includes(name));
  // A file without any test would have failed.
  if (available.length === 0) test(`${wanted} is not here`, () => expect(absent).toContain(wanted));
  return available;
}
