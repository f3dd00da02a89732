import { inject } from 'vitest';
import type { Browser } from './browser.ts';
import { BROWSERS } from './browsers.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Names of browsers that this machine has not, and can't get. */
    absentBrowsers: readonly string[];
  }
}

/** The browsers of this machine, in the order of the table's columns. The run's setup has named the others. */
export const availableBrowsers = (): readonly Browser[] =>
  BROWSERS.filter(({ name }) => !inject('absentBrowsers').includes(name));
