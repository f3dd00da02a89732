import type { Entry } from '@offstage/sw-plugin/log';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Host, startHost } from '../host/start-host.ts';
import { eventually } from '../kit/src/eventually.ts';
import { readLog } from '../log/read-log.ts';
import { waitForEntry } from '../log/wait-for-entry.ts';
import { registerSync } from '../scenarios/background-sync.ts';
import { type ChromiumStage, setStage } from '../scenarios/set-stage.ts';

declare global {
  /** What a tab's subscription has delivered: `seq` of each entry. */
  var received: number[];
}

let stage: ChromiumStage;
const tabs: Page[] = [];

beforeAll(async () => {
  stage = await setStage();
  return stage.close;
});
afterEach(async () => {
  for (const tab of tabs.splice(0)) await tab.close();
});

/** A tab that has subscribed to the log from its beginning. */
async function openTab(url: string = stage.host.origin): Promise<Page> {
  const tab = await stage.browser.context.newPage();
  tabs.push(tab);
  await tab.goto(url);
  await tab.evaluate(() => {
    globalThis.received = [];
    offstage.log.subscribe((batch) => received.push(...batch.map(({ seq }) => seq)), { after: 0 });
  });
  return tab;
}

const receivedBy = (tab: Page): Promise<number[]> => tab.evaluate(() => received);

/** The tab has seen each entry of the log, once and in order. */
async function expectAll(tab: Page): Promise<void> {
  let log: Entry[] = [];
  await eventually(
    async () => {
      log = await readLog(stage.page);
      return (await receivedBy(tab)).includes(log.at(-1)?.seq ?? 0);
    },
    { what: `the end of the log in a tab: ${log.at(-1)?.seq}` },
  );
  const seen = await receivedBy(tab);
  expect(seen.filter((seq) => seq <= (log.at(-1)?.seq ?? 0))).toEqual(log.map(({ seq }) => seq));
}

async function syncThrough(tag: string): Promise<void> {
  await registerSync(stage.page, tag);
  await waitForEntry(stage.page, { event: 'Sync completed', instanceId: tag });
}

test('three tabs see every entry once and in order, while the worker is stopped and started', async () => {
  await syncThrough('before any tab');
  const opened = [await openTab(), await openTab()];
  await syncThrough('two tabs');
  await stage.browser.workers.stopAll();
  await syncThrough('after a stop');
  opened.push(await openTab());
  for (let round = 0; round < 5; round += 1) {
    await Promise.all(['a', 'b', 'c'].map((tag) => registerSync(stage.page, `${tag}${round}`)));
    await stage.browser.workers.stopAll();
  }
  await syncThrough('at the end');
  for (const tab of opened) await expectAll(tab);
});

test('a frozen tab catches up when it is resumed', async () => {
  const tab = await openTab();
  await expectAll(tab);
  const session = await stage.browser.context.newCDPSession(tab);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await syncThrough('while frozen');
  await stage.browser.workers.stopAll();
  await syncThrough('while still frozen');
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await expectAll(tab);
});

test('a subscriber that throws does not disturb the others', async () => {
  const tab = await openTab();
  await tab.evaluate(() => {
    offstage.log.subscribe(() => {
      throw new Error('a subscriber of the host');
    });
  });
  await syncThrough('with a bad subscriber');
  await syncThrough('and once more');
  await expectAll(tab);
});

test('a tab that is connected says so, and names the worker', async () => {
  const tab = await openTab();
  await syncThrough('awake');
  await eventually(() => tab.evaluate(() => offstage.log.state === 'connected'));
  const state = await tab.evaluate(() => offstage.log.worker());
  const started = (await readLog(tab)).filter(({ event }) => event === 'Worker started');
  expect(state?.boot).toBe(started.at(-1)?.boot);
});

test('what one tab clears is gone for all', async () => {
  const tab = await openTab();
  const cleared = await tab.evaluate(() => offstage.log.clear('backgroundSync'));
  expect(cleared).toBeGreaterThan(0);
  expect((await readLog(stage.page)).filter(({ service }) => service === 'backgroundSync')).toEqual([]);
});

test('a switch that one tab turns off holds in the worker, and still after its restart', async () => {
  const tab = await openTab();
  await tab.evaluate(() => offstage.log.setRecording('backgroundSync', false));
  await stage.browser.workers.stopAll();
  await registerSync(stage.page, 'not recorded');
  await stage.recorder.waitFor(
    ({ eventName, instanceId }) => eventName === 'Sync completed' && instanceId === 'not recorded',
  );
  await tab.evaluate(() => offstage.log.setRecording('backgroundSync', true));
  await syncThrough('recorded again');
  const log = await readLog(stage.page);
  const tags = log.map(({ instanceId }) => instanceId);
  expect(tags).toContain('recorded again');
  expect(tags).not.toContain('not recorded');
  // Who reads the log later can tell the hole from silence.
  const switches = log.filter(({ event }) => event.startsWith('Recording '));
  expect(switches.map(({ event, service }) => [event, service])).toEqual([
    ['Recording stopped', 'backgroundSync'],
    ['Recording started', 'backgroundSync'],
  ]);
});

describe('where there is nothing to talk to, every call settles', () => {
  const SETTLES = 4_000;

  async function settleAll(page: Page): Promise<string[]> {
    return page.evaluate(async () => {
      const outcome = (name: string, promise: Promise<unknown>): Promise<string> =>
        promise.then(
          () => name,
          (error: Error) => `${name} rejected: ${error.message}`,
        );
      const { log } = offstage;
      return Promise.all([
        outcome('read', log.read()),
        outcome('recording', log.recording()),
        outcome('usage', log.usage()),
        outcome('worker', log.worker()),
        outcome('alive', log.alive()),
        outcome('clear', log.clear()),
      ]);
    });
  }

  test('a worker without the plugin', async () => {
    const other: Host = await startHost({ tls: stage.browser.certificates, plugin: false });
    const page = await stage.browser.context.newPage();
    tabs.push(page);
    try {
      await page.goto(other.origin);
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await page.goto(`${other.origin}/with-sdk`);
      const start = performance.now();
      expect(await settleAll(page)).toEqual(['read', 'recording', 'usage', 'worker', 'alive', 'clear']);
      expect(performance.now() - start).toBeLessThan(SETTLES);
      await eventually(() => page.evaluate(() => offstage.log.state === 'no-plugin'), { what: 'no-plugin' });
    } finally {
      await other.close();
    }
  });

  test('no worker at all', async () => {
    const page = await stage.browser.context.newPage();
    tabs.push(page);
    await page.goto(`https://www.app.test:${stage.host.port}/with-sdk`);
    const start = performance.now();
    expect(await settleAll(page)).toEqual(['read', 'recording', 'usage', 'worker', 'alive', 'clear']);
    expect(performance.now() - start).toBeLessThan(SETTLES);
    await eventually(() => page.evaluate(() => offstage.log.state === 'no-worker'), { what: 'no-worker' });
  });
});
