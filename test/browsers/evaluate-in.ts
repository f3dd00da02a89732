import type { Page } from 'playwright-core';
import type { BrowserStage } from './browser-stage.ts';

// Playwright's own type takes handles out of the argument; here it is plain JSON.
export const evaluateIn =
  (page: Page): BrowserStage['evaluate'] =>
  (work, arg) =>
    page.evaluate(work as never, arg as never) as never;
