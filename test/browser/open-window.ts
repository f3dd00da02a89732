import { randomUUID } from 'node:crypto';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';

/** A page that the browser itself takes for visible: of the tabs of one window, only one is. */
export async function openWindow({
  context,
  cdp,
}: {
  readonly context: BrowserContext;
  readonly cdp: CDPSession;
}): Promise<Page> {
  // The page says itself which one it is, as several are opened at once.
  const mark = `about:blank#${randomUUID()}`;
  const opened = context.waitForEvent('page', (page) => page.url() === mark);
  await cdp.send('Target.createTarget', { url: mark, newWindow: true });
  return opened;
}
