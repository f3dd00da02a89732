/**
 * Fixtures for Playwright Test: `offstage`, the app with a push service of its own, and `page` and `context` of the same
 * browser.
 *
 * @example
 * import { expect, test } from '@offstage/testing/playwright';
 *
 * test.use({ offstageOptions: { app: 'dist' } });
 * test('a push is shown', async ({ offstage }) => {
 *   expect(await offstage.push({ title: 'Hello' })).toHaveShownNotification({ title: 'Hello' });
 * });
 */
import {
  type BrowserContext,
  type Page,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  expect as playwrightExpect,
  test as playwrightTest,
  type TestType,
} from '@playwright/test';
import type { App } from './app/app.ts';
import type { Happening } from './app/happening.ts';
import type { LaunchOptions } from './launch.ts';
import { matchers } from './matchers/index.ts';
import type { OffstageMatchers } from './matchers/types.ts';
import { launchWithPlaywright, type PlaywrightApp } from './playwright/launch-with-playwright.ts';

export type OffstageOptions = Omit<LaunchOptions, 'browser'>;

export interface OffstageFixtures {
  /** What `launch()` takes; the browser is the project's. */
  offstageOptions: OffstageOptions;
  offstage: App;
}

interface Inner {
  offstageApp: PlaywrightApp;
}

interface Replaced {
  context: BrowserContext;
  page: Page;
}

export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & OffstageFixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions
> = playwrightTest.extend<OffstageFixtures & Inner & Replaced>({
  offstageOptions: [{}, { option: true }],
  offstageApp: async ({ browserName, baseURL, offstageOptions }, use, info) => {
    if (browserName === 'webkit')
      throw new Error(
        'NOT_IN_THIS_BROWSER: WebKit on Linux has no push, and takes none on other systems in a test. Leave its project out: testIgnore, or test.skip() by browserName.',
      );
    const { url = offstageOptions.app === undefined ? baseURL : undefined, ...more } = offstageOptions;
    const launched = await launchWithPlaywright(browserName, { ...more, url });
    await use(launched);
    if (info.status !== info.expectedStatus) {
      const saved = await launched.app.save(info.outputDir, 'offstage').catch(() => undefined);
      if (saved) {
        // In its place already: `attach()` would copy it.
        info.attachments.push(
          { name: 'offstage log', path: saved.jsonl, contentType: 'application/x-ndjson' },
          { name: 'offstage page', path: saved.html, contentType: 'text/html' },
        );
      }
    }
    await launched.app.close();
  },
  offstage: async ({ offstageApp }, use) => use(offstageApp.app),
  context: async ({ offstageApp }, use) => use(offstageApp.context),
  page: async ({ offstageApp }, use) => use(offstageApp.page),
}) as never;

type Expect = (<Received extends App | Happening>(
  received: Received,
) => OffstageMatchers<Received> & { readonly not: OffstageMatchers<Received> }) &
  typeof playwrightExpect;

/** Playwright's own, which knows what a background service did. */
export const expect: Expect = playwrightExpect.extend(matchers as never) as never;
