import type { Page } from 'playwright-core';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import { type Demo, startDemo } from './start-demo.ts';

/** The demo app in a Chromium of its own, in a page that its worker controls. */
export interface OpenDemo {
  readonly browser: Chromium;
  readonly demo: Demo;
  readonly page: Page;
  close(): Promise<void>;
}

/**
 * @param place below the app's origin
 * @param timeout milliseconds that the page is waited for
 */
export async function openDemo(place: string, timeout: number): Promise<OpenDemo> {
  const browser = await launchChromium();
  const demo = await startDemo(browser).catch(async (error) => {
    await browser.close();
    throw error;
  });
  const { page } = browser;
  page.setDefaultTimeout(timeout);
  await browser.grantPermissions(demo.origin);
  await page.goto(demo.origin + place);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const close = async (): Promise<void> => {
    await browser.close();
    await demo.stop();
  };
  return { browser, demo, page, close };
}
