import type { Page } from '@playwright/test';
import type { InPage, Tab } from '../tab/tab.ts';

/** Playwright's page, as the kit takes one. */
export const playwrightTab = (page: Page): Tab => ({
  async goto(url) {
    await page.goto(url);
  },
  url: async () => page.url(),
  evaluate: ((work: InPage<never, unknown>, arg?: unknown) =>
    page.evaluate(work as never, arg as never)) as Tab['evaluate'],
  click: (selector) => page.click(selector),
  close: () => page.close(),
});
