import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import webPush from 'web-push';
import { eventually } from '../kit/src/eventually.ts';
import type { SubscriptionJSON } from '../kit/src/push-service/start-push-service.ts';
import { readLog } from '../log/read-log.ts';
import { recorded } from './recorded.ts';
import type { Scenario, Stage } from './stage.ts';

const { publicKey } = webPush.generateVAPIDKeys();

/** Subscribes from the page, or finds the subscription that there is. */
export const subscribe = (page: Page): Promise<SubscriptionJSON> =>
  page.evaluate(async (applicationServerKey) => {
    const registration = await navigator.serviceWorker.ready;
    const subscription =
      (await registration.pushManager.getSubscription()) ??
      (await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }));
    return JSON.parse(JSON.stringify(subscription));
  }, publicKey);

/** Waits until the log has it, where there is one: what a page that is left at once has not written yet is lost. */
async function closeNotifications(page: Page): Promise<void> {
  const closed = async () =>
    (await readLog(page)).filter(({ event }) => event === 'Notification closed').length;
  const before = await closed();
  const count = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const open = await registration.getNotifications();
    for (const notification of open) notification.close();
    return open.length;
  });
  // Whether it is recorded is not for the scenario to say.
  await eventually(async () => (await closed()) >= before + count, { timeout: 5_000 }).catch(() => {});
}

/** How many events of this name there were before, so that one more can be waited for. */
const count = ({ recorder }: Stage, eventName: string): number =>
  recorder.events.filter((event) => event.eventName === eventName).length;

async function deliver(stage: Stage, payload?: string): Promise<void> {
  const last = 'Push event completed';
  const before = count(stage, last);
  const subscription = await subscribe(stage.page);
  await stage.push.connected();
  await stage.push.send(subscription, payload);
  await recorded(stage, last, undefined, { times: before + 1 });
}

export const pushMessaging: readonly Scenario[] = [
  {
    name: 'a push that shows a notification',
    service: 'pushMessaging',
    logs: ['Push message received', 'Push event dispatched', 'Push event completed'],
    play: (stage) => deliver(stage, 'hello'),
  },
  {
    name: 'a push without data',
    service: 'pushMessaging',
    logs: ['Push message received', 'Push event dispatched', 'Push event completed'],
    play: (stage) => deliver(stage),
  },
  {
    name: 'a push whose handler rejects',
    service: 'pushMessaging',
    logs: ['Push message received', 'Push event dispatched', 'Push event completed'],
    play: (stage) => deliver(stage, 'reject'),
  },
  {
    name: 'a push whose handler throws',
    service: 'pushMessaging',
    logs: ['Push message received', 'Push event dispatched', 'Push event completed'],
    play: (stage) => deliver(stage, 'throw'),
  },
  {
    name: 'a silent push while no page is visible',
    service: 'pushMessaging',
    logs: [
      'Push message received',
      'Push event dispatched',
      'Push event completed',
      'Generic notification shown',
    ],
    async play(stage) {
      const last = 'Generic notification shown';
      const before = count(stage, last);
      const subscription = await subscribe(stage.page);
      const url = stage.page.url();
      // A notification that is still shown would count for this push as well.
      await closeNotifications(stage.page);
      // Not just another page in front: Playwright makes every page believe that it is visible.
      await stage.page.goto('about:blank');
      try {
        await stage.push.send(subscription, 'silent');
        await recorded(stage, last, undefined, { times: before + 1 });
      } finally {
        await stage.page.goto(url);
      }
    },
  },
  {
    name: 'a push that cannot be decrypted',
    service: 'pushMessaging',
    logs: ['Push message received'],
    async play(stage) {
      const before = count(stage, 'Push message received');
      const subscription = await subscribe(stage.page);
      const keys = { ...subscription.keys, auth: randomBytes(16).toString('base64url') };
      await stage.push.send({ ...subscription, keys }, 'x');
      await recorded(stage, 'Push message received', undefined, { times: before + 1 });
    },
  },
];
