import { beforeAll, expect, test } from 'vitest';
import type { Chromium } from '../browser/launch-chromium.ts';
import { registerSync } from '../scenarios/background-sync.ts';
import { subscribe } from '../scenarios/push-messaging.ts';
import { type ChromiumStage, setStage } from '../scenarios/set-stage.ts';

let stage: ChromiumStage;
let browser: Chromium;

beforeAll(async () => {
  stage = await setStage({ plugin: false });
  browser = stage.browser;
  return () => browser.close().then(stage.host.close);
});

test('a stopped worker is really gone, and an event starts it again', async () => {
  const [worker] = browser.context.serviceWorkers();
  await worker?.evaluate(() => Object.assign(self, { mark: 1 }));
  await browser.workers.stopAll();
  await registerSync(browser.page, 'after the stop');
  await browser.recorder.waitFor(
    ({ eventName, instanceId }) => eventName === 'Sync completed' && instanceId === 'after the stop',
  );
  const marks = await Promise.all(
    browser.context.serviceWorkers().map((each) => each.evaluate(() => 'mark' in self)),
  );
  expect(marks).toEqual([false]);
});

test('a worker can be started without an event', async () => {
  await browser.workers.stopAll();
  await browser.workers.start(`${stage.host.origin}/`);
  expect(
    [...browser.workers.versions.values()].some(({ runningStatus }) => runningStatus === 'running'),
  ).toBe(true);
});

test('a killed browser comes back with its profile, its worker and its push', async () => {
  await browser.page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('kept', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('things');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    await new Promise((resolve) => {
      const writing = database.transaction('things', 'readwrite');
      writing.objectStore('things').put('here', 'key');
      writing.oncomplete = resolve;
    });
  });
  await browser.kill();
  browser = await browser.relaunch();
  await browser.grantPermissions(stage.host.origin);
  await browser.page.goto(stage.host.origin);
  expect(await browser.page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  expect(await browser.page.evaluate(() => indexedDB.databases())).toEqual([{ name: 'kept', version: 1 }]);

  const subscription = await subscribe(browser.page);
  await browser.push.connected();
  await browser.push.send(subscription, 'after the kill');
  await browser.recorder.waitFor(({ eventName }) => eventName === 'Push event completed');
  expect((await browser.notifications.waitFor('Pushed')).body).toContain('after the kill');
});

test('no name but loopback resolves', async () => {
  await expect(browser.page.goto('https://example.com/')).rejects.toThrow('ERR_NAME_NOT_RESOLVED');
});
