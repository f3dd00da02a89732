import { expect } from 'vitest';
import type { BrowserStage } from '../browsers/browser-stage.ts';
import { evaluateIn } from '../browsers/evaluate-in.ts';
import type { OpenSite } from '../browsers/site.ts';
import { wake } from '../browsers/wake.ts';
import { subscribe } from '../scenarios/push-messaging.ts';
import { launchFirefox } from './launch-firefox.ts';

// An idle worker goes this soon, and this much later it is certainly gone, milliseconds.
const IDLE = 400;
const GONE = 1_600;

// What the browser says of a violation that a test provoked, and of a worker that goes, as it does here so soon, while a
// request is on its way to it. For a handler that fails the browser has other words.
const PROVOKED =
  /^(Content-Security-Policy: )?.{0,30}page’s settings|Cross-Origin-Resource-Policy|intercepted the request and encountered an unexpected error/;

/** Firefox with a site open and its worker active. */
export async function setFirefoxStage(openSite: OpenSite): Promise<BrowserStage> {
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
  const stage: BrowserStage = {
    version: firefox.version,
    origin: site.origin,
    notifications,
    async goto(url) {
      await page.goto(url);
    },
    press: (key) => page.keyboard.press(key),
    resize: (width, height) => page.setViewportSize({ width, height }),
    async screenshot(file) {
      await page.screenshot({ path: file });
    },
    evaluate: evaluateIn(page),
    async push(payload) {
      subscription ??= await subscribe(page);
      await push.connected();
      const code = await push.deliver(subscription, payload).catch((error) => {
        subscription = undefined;
        throw error;
      });
      expect(code).toBe(100);
    },
    async loseSubscription() {
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
