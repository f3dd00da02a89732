import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Chromium } from '../browser/launch-chromium.ts';
import { openDemo } from '../demo/open-demo.ts';
import type { Demo } from '../demo/start-demo.ts';
import { type ViewerPage, viewerPage } from '../demo/viewer-page.ts';
import { eventually } from '../kit/src/eventually.ts';
import { readLog } from '../log/read-log.ts';

// The whole path on real input: the demo app's buttons, the browser's services, the log, the viewer.
let browser: Chromium;
let demo: Demo;
let page: Page;
let viewer: ViewerPage;

beforeAll(async () => {
  const opened = await openDemo('', 10_000);
  ({ browser, demo, page } = opened);
  viewer = viewerPage(page);
  return opened.close;
});

/** Presses a button of the demo app and returns what it says then. */
async function press(action: string): Promise<string> {
  const button = page.locator(`[data-action="${action}"]`);
  await button.click();
  const status = page.locator(`.action:has([data-action="${action}"]) [role=status]`);
  return eventually(async () => (await button.isEnabled()) && status.textContent(), {
    timeout: 25_000,
    what: `an answer below ${action}`,
  });
}

const showServices = (): Promise<unknown> => page.goto(`${demo.origin}/services`);

/** What must survive: the page closed and opened again, the worker stopped and started. */
async function openViewerAfterAll(panel: string): Promise<void> {
  await browser.workers.stopAll();
  await browser.workers.start(`${demo.origin}/`);
  await page.goto(`${demo.origin}/viewer`);
  await viewer.open(panel);
  await page.reload();
}

/** What was recorded before this test, or before this try of it. */
let earlier: ReadonlySet<object> = new Set();
beforeEach(() => {
  earlier = new Set(browser.recorder.events);
});

const recorded = (eventName: string, instanceId?: string, timeout = 20_000): Promise<unknown> =>
  browser.recorder.waitFor(
    (event) =>
      !earlier.has(event) &&
      event.eventName === eventName &&
      (instanceId === undefined || event.instanceId === instanceId),
    { timeout, what: `"${eventName}" in the browser's own recorder` },
  );

test('a sync registered offline, dispatched back online', async () => {
  await showServices();
  await browser.setOffline(true);
  expect(await press('sync')).toContain('when you are online again');
  await recorded('Registered sync');
  expect(browser.recorder.events.some(({ eventName }) => eventName === 'Dispatched sync event')).toBe(false);
  await browser.setOffline(false);
  await recorded('Sync completed');

  await openViewerAfterAll('Background sync');
  const { metadata } = await viewer.details(await viewer.row('Dispatched sync event'));
  expect(metadata).toEqual({ 'Last Chance': 'No' });
  const end = await viewer.details(await viewer.row('Sync completed'));
  expect(end.metadata).toEqual({ Status: 'succeeded' });
  await viewer.row('Registered sync');
});

test('a push that arrives while no page is open and no worker runs', async () => {
  await showServices();
  expect(await press('push-subscribe')).toContain('Subscribed at');
  await browser.push.connected();
  const subscription = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return JSON.parse(JSON.stringify(await registration.pushManager.getSubscription()));
  });
  await page.goto('about:blank');
  await browser.workers.stopAll();
  await browser.push.send(
    subscription,
    JSON.stringify({ kind: 'show', title: 'Asleep', body: 'Nobody is here.' }),
  );
  await recorded('Push event completed');

  await openViewerAfterAll('Push messaging');
  const { text } = await viewer.details(await viewer.row('Push event dispatched'));
  expect(text).toContain('Asleep');
  expect(text).toContain('Push event dispatched');
  const end = await viewer.details(await viewer.row('Push event completed'));
  expect(end.metadata).toEqual({ Status: 'Success' });
});

test("a push that the demo's server sends", async () => {
  await showServices();
  expect(await press('push-send')).toContain('The push service took it (201)');
  await recorded('Push event completed', undefined, 40_000);
  await openViewerAfterAll('Push messaging');
  await eventually(async () => {
    const rows = await viewer.rows();
    return rows.filter((row) => Object.values(row).includes('Push event completed')).length === 2;
  });
});

test('a notification, displayed and clicked', async () => {
  await showServices();
  expect(await press('notification')).toContain('Shown');
  const { id } = await browser.notifications.waitFor('Field notes');
  const before = (await readLog(page)).length;
  browser.notifications.click(id, 0);
  await recorded('Notification clicked');
  // So the browser says before the worker has heard of it, which is stopped next.
  await eventually(
    async () =>
      (await readLog(page)).slice(before).some(({ event }) => event === 'notificationclick event completed'),
    { what: 'the click in the log' },
  );

  await openViewerAfterAll('Notifications');
  const { metadata } = await viewer.details(await viewer.row('Notification displayed', 'reminder'));
  expect(metadata).toEqual({ Title: 'Field notes', Body: 'Time for today’s note.' });
  const click = await viewer.details(await viewer.row('Notification clicked'));
  expect(click.metadata).toEqual({ 'Action Index': '0' });
});

test('a background fetch of files', async () => {
  await showServices();
  expect(await press('background-fetch')).toContain('Started');
  await recorded('Background Fetch completed', undefined, 40_000);

  await openViewerAfterAll('Background fetch');
  const { metadata } = await viewer.details(await viewer.row('Background Fetch completed'));
  expect(metadata['Event Type']).toBe('BackgroundFetchSuccessEvent');
  const registered = await viewer.details(await viewer.row('Background Fetch registered'));
  expect(registered.metadata).toEqual({ 'Start Paused': 'No', 'Total Requests': '4' });
});

test('a CSP violation that the browser itself posts to the server', async () => {
  await page.goto(`${demo.origin}/report-cases`);
  await press('report-csp');
  const posted = await eventually(
    () =>
      page.evaluate(async () => {
        const { reports } = await (await fetch('/api/reports?type=csp-violation')).json();
        return reports[0];
      }),
    { timeout: 15_000, what: 'the report on the server' },
  );
  expect(posted).toMatchObject({ type: 'csp-violation', origin: demo.origin });

  await openViewerAfterAll('Reporting API');
  const { text } = await viewer.details(await viewer.row('csp-violation'));
  expect(text).toContain('img-src');
});

test('what happens while the viewer is open appears by itself', async () => {
  await page.goto(`${demo.origin}/viewer/background-sync`);
  await viewer.row('Sync completed');
  const before = (await viewer.rows()).length;
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.sync.register('while-open');
  });
  await viewer.row('Sync completed', 'while-open');
  expect((await viewer.rows()).length).toBeGreaterThan(before);
  await browser.workers.stopAll();
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.sync.register('after-the-stop');
  });
  await viewer.row('Sync completed', 'after-the-stop');
});
