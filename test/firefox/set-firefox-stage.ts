import { expect } from 'vitest';
import type { BrowserStage } from '../browsers/browser-stage.ts';
import type { Site } from '../browsers/site.ts';
import { wake } from '../browsers/wake.ts';
import { subscribe } from '../scenarios/push-messaging.ts';
import { type Firefox, launchFirefox } from './launch-firefox.ts';

// An idle worker goes this soon, and this much later it is certainly gone, milliseconds.
const IDLE = 400;
const GONE = 1_600;

// What the browser says of a violation that a test provoked.
const PROVOKED = /^(Content-Security-Policy: )?.{0,30}page’s settings|Cross-Origin-Resource-Policy/;

/** Firefox with a site open and its worker active. */
export async function setFirefoxStage(
  openSite: (browser: Firefox) => Promise<Site>,
): Promise<BrowserStage & { readonly firefox: Firefox }> {
  const firefox = await launchFirefox({ workerIdle: IDLE });
  const { page, push, notifications } = firefox;
  const site = await openSite(firefox).catch(async (error) => {
    await firefox.close();
    throw error;
  });
  let subscription: Awaited<ReturnType<typeof subscribe>> | undefined;
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  const stage: BrowserStage & { readonly firefox: Firefox } = {
    firefox,
    browser: 'Firefox ESR',
    version: firefox.version,
    origin: site.origin,
    notifications,
    clickAction: firefox.clickAction,
    async goto(url) {
      await page.goto(url);
    },
    async resize(width, height) {
      await page.setViewportSize({ width, height });
    },
    async screenshot(file) {
      await page.screenshot({ path: file });
    },
    evaluate: (work, arg) => page.evaluate(work as never, arg as never) as never,
    async push(payload) {
      subscription ??= await subscribe(page);
      await push.connected();
      expect(await push.deliver(subscription, payload)).toBe(100);
    },
    async changeSubscription() {
      subscription = await subscribe(page);
      push.forgetBrowser();
    },
    async fallAsleep() {
      await page.goto('about:blank');
      await new Promise((resolve) => setTimeout(resolve, GONE));
    },
    async close() {
      await firefox.close();
      await site.close();
      expect(complaints.filter((text) => !PROVOKED.test(text))).toEqual([]);
    },
  };
  await wake(stage);
  return stage;
}
