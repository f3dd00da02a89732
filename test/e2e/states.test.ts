import type { Detail, Entry } from '@offstage/sw-plugin/log';
import { beforeAll, expect, test } from 'vitest';
import { eventually } from '../kit/src/eventually.ts';
import { readLog } from '../log/read-log.ts';
import { waitForEntry } from '../log/wait-for-entry.ts';
import { startFetch } from '../scenarios/background-fetch.ts';
import { subscribe } from '../scenarios/push-messaging.ts';
import { type ChromiumStage, setStage } from '../scenarios/set-stage.ts';

// What changes while a page looks on, or while none does.
let stage: ChromiumStage;
let { browser, page } = {} as ChromiumStage;

beforeAll(async () => {
  stage = await setStage();
  ({ browser, page } = stage);
  return () => browser.close().then(stage.host.close);
});

/** The newest entry of this name, once its detail has these members. */
const newest = (event: string, detail: Detail): Promise<Entry> =>
  eventually(
    async () => {
      const last = (await readLog(page)).findLast(
        (entry) => entry.event === event && (detail.name === undefined || entry.detail.name === detail.name),
      );
      return last && Object.entries(detail).every(([name, value]) => last.detail[name] === value)
        ? last
        : undefined;
    },
    { what: `${event} ${JSON.stringify(detail)}` },
  );

test('a permission that the person takes back, and gives again', async () => {
  const name = 'notifications';
  for (const permission of ['granted', 'denied', 'granted'] as const) {
    await browser.setPermission(stage.host.origin, name, permission);
    const state = await newest('Permission state', { name, permission });
    expect(state).toMatchObject({ service: 'notifications', context: 'page', own: true });
  }
});

test('a fetch whose handler gives it another title', async () => {
  await startFetch(page, 'update title', ['/blob?n=100']);
  const called = await waitForEntry(page, { event: 'updateUI() called', instanceId: 'update title' });
  expect(called).toMatchObject({ service: 'backgroundFetch', detail: { options: { title: 'Updated' } } });
  const done = await waitForEntry(page, { event: 'updateUI() fulfilled', instanceId: 'update title' });
  const [start] = (await readLog(page)).filter(
    ({ event, instanceId }) => event === 'Background Fetch completed' && instanceId === 'update title',
  );
  expect(done).toMatchObject({ parent: start?.span, span: called.span, detail: { outcome: 'ok' } });
});

test('a subscription made since the visit began, and lost while no page looked on', async () => {
  await subscribe(page);
  await waitForEntry(page, { event: 'pushManager.subscribe() fulfilled' });
  // By another realm's method, which nobody watches: as if the browser had dropped it.
  await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const { PushSubscription } = frame.contentWindow as unknown as typeof globalThis;
    const subscription = await (await navigator.serviceWorker.ready).pushManager.getSubscription();
    if (subscription) await PushSubscription.prototype.unsubscribe.call(subscription);
  });
  await page.reload();
  // A page's first look has told of none already.
  const state = await eventually(
    async () => {
      const { detail } = await newest('Push subscription state', { subscription: null });
      return detail.oldSubscription ? detail : undefined;
    },
    { what: 'a state that tells of the loss' },
  );
  expect(state.oldSubscription).toHaveProperty('endpointHost');
});
