import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { servePage } from './serve-page.ts';

export interface ViewerPages {
  /**
   * Opens the page under a policy that allows no inline style or script.
   *
   * @param address path and search part
   * @param first is done before the page is loaded
   */
  open(
    address: string,
    options?: BrowserContextOptions,
    first?: (page: Page) => Promise<unknown>,
  ): Promise<Page>;
  /** An empty page that knows nothing of the viewer. */
  blank(options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

/** The browser: named by `CHROMIUM`, the system's, or Playwright's. */
function executable(): string {
  const found = [process.env.CHROMIUM, '/usr/bin/chromium', chromium.executablePath()].find(
    (file) => file !== undefined && existsSync(file),
  );
  if (found === undefined) throw new Error('There is no Chromium. Run: npx playwright-core install chromium');
  return found;
}

/** Builds the test page, serves it on loopback, and starts a browser. */
export async function openPages(): Promise<ViewerPages> {
  const server = await servePage();
  const browser: Browser = await chromium.launch({ executablePath: executable(), args: ['--no-sandbox'] });
  return {
    async open(address, options = {}, first) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        reducedMotion: 'reduce',
        ...options,
      });
      const page = await context.newPage();
      page.on('pageerror', (error) => {
        throw error;
      });
      await first?.(page);
      await page.goto(`${server.origin}${address}`);
      await page.getByRole('navigation').waitFor();
      return page;
    },
    blank: async (options = {}) => (await browser.newContext(options)).newPage(),
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** axe's own script, for `page.evaluate`. */
export const axeSource = (): string =>
  readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
