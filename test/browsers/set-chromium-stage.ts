import { expect } from 'vitest';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import { eventually } from '../kit/src/eventually.ts';
import { subscribe } from '../scenarios/push-messaging.ts';
import type { BrowserStage } from './browser-stage.ts';
import { evaluateIn } from './evaluate-in.ts';
import type { OpenSite } from './site.ts';
import { wake } from './wake.ts';

// Document policy is the one kind of report that Chromium keeps behind a flag.
const FLAGS = ['--enable-blink-features=DocumentPolicySyncXHR'];

// What the browser says of a violation that a test provoked.
const PROVOKED =
  /Content Security Policy|[Pp]ermissions policy|Integrity[- ]Policy|Document policy|Blocked call to navigator.vibrate|thrown for|rejected for|Failed to load resource|TrustedHTML|net::ERR_/;

/** Chromium with a site open, its worker active and all permissions granted. */
export async function setChromiumStage(openSite: OpenSite): Promise<BrowserStage> {
  const chromium = await launchChromium({ flags: FLAGS });
  const site = await openSite(chromium).catch(async (error) => {
    await chromium.close();
    throw error;
  });
  const stage = stageOf(chromium, site.origin, site.close);
  try {
    await chromium.grantPermissions(site.origin);
    await wake(stage);
    return stage;
  } catch (error) {
    await stage.close();
    throw error;
  }
}

function stageOf(chromium: Chromium, origin: string, closeSite: () => Promise<void>): BrowserStage {
  const { page, context, cdp, recorder, workers, notifications, push } = chromium;
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  const times = (eventName: string): number =>
    recorder.events.filter((event) => event.eventName === eventName).length;
  const setNotifications = (setting: 'granted' | 'denied'): Promise<unknown> =>
    cdp.send('Browser.setPermission', { origin, permission: { name: 'notifications' }, setting });
  const once = async (eventName: string, work: () => Promise<unknown>): Promise<void> => {
    const before = times(eventName);
    await work();
    await eventually(() => times(eventName) > before, { every: 10, what: `the browser's "${eventName}"` });
  };
  let subscription: Awaited<ReturnType<typeof subscribe>> | undefined;
  return {
    version: chromium.version,
    origin,
    notifications,
    async goto(url) {
      await page.goto(url);
    },
    evaluate: evaluateIn(page),
    press: (key) => page.keyboard.press(key),
    resize: (width, height) => page.setViewportSize({ width, height }),
    async screenshot(file) {
      await page.screenshot({ path: file });
    },
    async push(payload) {
      const to = subscription ?? (await subscribe(page));
      // With no page open there is nobody to ask again.
      subscription = to;
      await push.connected();
      await once('Push event completed', () => push.send(to, payload));
    },
    async loseSubscription() {
      const to = await subscribe(page);
      // A push that may not be shown costs the subscription.
      await setNotifications('denied');
      await once('Unsubscribed due to error', () => push.send(to, 'not to be shown'));
      await setNotifications('granted');
      subscription = undefined;
    },
    async crash(url) {
      const tab = await context.newPage();
      await tab.goto(url);
      // Never answers: the tab's process is gone.
      tab.goto('chrome://crash').catch(() => {});
    },
    async fallAsleep() {
      await page.goto('about:blank');
      await workers.stopAll();
    },
    async close() {
      await chromium.close();
      await closeSite();
      expect(complaints.filter((text) => !PROVOKED.test(text))).toEqual([]);
    },
  };
}
