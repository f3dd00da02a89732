import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Chromium } from '../browser/launch-chromium.ts';
import { openDemo } from '../demo/open-demo.ts';
import type { Demo } from '../demo/start-demo.ts';
import { viewerPage } from '../demo/viewer-page.ts';
import { eventually } from '../kit/src/eventually.ts';

// A push in the demo app, from the button that sends it to the click: what the viewer's panel of pushes says of it.
const LONG = { timeout: 60_000 };
let browser: Chromium;
let demo: Demo;
let page: Page;

beforeAll(async () => {
  const opened = await openDemo('/services', 30_000);
  ({ browser, demo, page } = opened);
  return opened.close;
}, 120_000);

/** Presses a button of the demo app, and waits for what it says. */
async function press(action: string, says: string): Promise<void> {
  await page.locator(`[data-action="${action}"]`).click();
  const status = page.locator(`.action:has([data-action="${action}"]) [role=status]`);
  await status.filter({ hasText: says }).waitFor({ timeout: 60_000 });
}

interface Push {
  readonly id: string;
  readonly state: string;
  readonly labels: Readonly<Record<string, string>>;
}

async function states(): Promise<readonly Push[]> {
  return page.evaluate(async () => (await (await fetch('/api/pushes')).json()).pushes);
}

const funnel = (): Locator => page.getByRole('region', { name: 'From sent to clicked' });
const numberOf = async (name: RegExp): Promise<number> => {
  const button = funnel().getByRole('button', { name });
  return (await button.count()) === 0 ? 0 : Number.parseInt((await button.textContent()) ?? '', 10);
};

test('a push that the demo sends, and that is clicked, stands in the viewer from its sender’s line to the click', {
  timeout: 240_000,
}, async () => {
  await press('push-subscribe', 'Subscribed at');
  await browser.push.connected();
  await press('push-send', 'The push service took it (201)');
  const { id } = await browser.notifications.waitFor('A note for you', LONG);
  browser.notifications.click(id);
  await eventually(async () => String((await states()).map(({ state }) => state)) === 'clicked', {
    ...LONG,
    what: 'the click in the server’s ledger',
  });
  await page.goto(`${demo.origin}/services`);
  await press('push-throws', 'The push service took it (201)');
  await eventually(async () => String((await states()).map(({ state }) => state)) === 'failed,clicked', {
    ...LONG,
    what: 'the push whose handler throws',
  });

  await page.goto(`${demo.origin}/viewer`);
  await viewerPage(page).open('Pushes');
  await funnel().waitFor();
  await eventually(async () => (await numberOf(/^Clicked: show/)) === 1, {
    ...LONG,
    what: 'the click on screen',
  });
  expect({
    sent: await numberOf(/^Sent: show/),
    accepted: await numberOf(/^Accepted: show/),
    received: await numberOf(/^Received: show/),
    shown: await numberOf(/^Shown: show/),
    clicked: await numberOf(/^Clicked: show/),
    failed: await numberOf(/^\d+ handler failed: show/),
  }).toEqual({ sent: 2, accepted: 2, received: 2, shown: 1, clicked: 1, failed: 1 });

  // The number opens its pushes, and the push its story.
  await funnel()
    .getByRole('button', { name: /^Clicked: show 1 push/ })
    .click();
  const list = page.getByRole('grid', { name: 'Pushes' });
  const rows = list.locator('[role=row]:has([role=gridcell])');
  await rows.first().waitFor();
  expect(await rows.count()).toBe(1);
  expect(await rows.first().textContent()).toContain('Field notes');
  await rows.first().click();
  const story = page.getByRole('region', { name: 'What became of this push' });
  await story.getByText('Received by the worker').waitFor();
  const steps = await story.locator('.os-push-steps b').allTextContents();
  // The app's handler closes the notification that was clicked, which may be told by now.
  expect(steps.slice(0, 5)).toEqual([
    'Sent',
    'Accepted by the push service',
    'Received by the worker',
    'Notification shown',
    'Clicked',
  ]);
  const said = await story.locator('dl').textContent();
  for (const fact of ['Field notes', 'kind: show', '201', 'high', '1 min', 'Chrome'])
    expect(said).toContain(fact);

  // A copied link shows the same.
  const address = page.url();
  await page.goto('about:blank');
  await page.goto(address);
  await story.getByText('Received by the worker').waitFor();
  expect(await rows.count()).toBe(1);

  // The device's own lifetime, in the story of its entries, read from the same server.
  await story.getByRole('link', { name: 'Show it on the device' }).click();
  const details = page.getByRole('region', { name: 'Details' });
  await details.getByRole('list', { name: 'What became of it' }).waitFor();
  expect(new URL(page.url()).searchParams.get('source')).toBe('server');
  const stations = await details.locator('.os-story .os-story-station').allTextContents();
  expect(stations.join(' | ')).toMatch(/received.*shown.*clicked/i);
});
