import type { BrowserContext, Page } from 'playwright-core';

/** The next window that shows a page of this scope. */
export const openedBy = (context: BrowserContext, scope: string): Promise<Page> =>
  context.waitForEvent('page', {
    predicate: async (page) => {
      await page.waitForURL(`${scope}**`, { waitUntil: 'commit' });
      return true;
    },
  });
