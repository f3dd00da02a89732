import type { Entry } from '@offstage/sw-plugin/log';
import type { Page } from 'playwright-core';
import webPush from 'web-push';
import type { DoctorCase } from '../doctor-case.ts';
import { SHOWS } from './push.ts';

const subscribeAnew = (page: Page): Promise<string> =>
  page.evaluate(async (applicationServerKey) => {
    const { pushManager } = await navigator.serviceWorker.ready;
    return pushManager
      .subscribe({ userVisibleOnly: true, applicationServerKey })
      .then(String, ({ name }: Error) => name);
  }, webPush.generateVAPIDKeys().publicKey);

const unsubscribe = (page: Page): Promise<boolean | undefined> =>
  page.evaluate(async () => {
    const { pushManager } = await navigator.serviceWorker.ready;
    return (await pushManager.getSubscription())?.unsubscribe();
  });

/** A subscription that no page made: the next one finds it, and writes down that it is there. */
const SUBSCRIBES = `${SHOWS}
addEventListener('message', ({ data }) => {
  if (data.applicationServerKey) registration.pushManager.subscribe(data);
});`;

const subscribeInWorker = (page: Page): Promise<void> =>
  page.evaluate(async (applicationServerKey) => {
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage({ userVisibleOnly: true, applicationServerKey });
  }, webPush.generateVAPIDKeys().publicKey);

/** A page's first visit writes down how each permission stands. */
const PERMISSIONS = 6;

export const subscriptionCases: readonly DoctorCase[] = [
  {
    rule: 'D18',
    severity: 'error',
    what: 'a subscription that the browser removed',
    fault: {
      worker: SHOWS,
      async play(stage) {
        const subscription = await stage.subscription();
        await stage.entry('pushManager.subscribe() fulfilled');
        await stage.entry('Permission state', PERMISSIONS);
        await stage.away(async () => {
          // A push without the permission to show it costs the subscription.
          await stage.setPermission('notifications', 'denied');
          await stage.pushTo(subscription);
          await stage.recorded('Unsubscribed due to error');
          await stage.setPermission('notifications', 'granted');
        });
        // Not the first look of a page, when there was none yet.
        const gone = ({ detail }: Entry): boolean => detail.subscription === null && !!detail.oldSubscription;
        await stage.entry('Push subscription state', 1, gone);
      },
    },
    healthy: {
      worker: SHOWS,
      async play(stage) {
        await stage.subscription();
        await unsubscribe(stage.page);
        await stage.entry('unsubscribe() fulfilled');
        await stage.page.reload();
        await stage.entry('register() fulfilled', 2);
      },
    },
  },
  {
    rule: 'D20',
    severity: 'error',
    what: 'another VAPID key',
    fault: {
      worker: SHOWS,
      async play(stage) {
        await stage.subscription();
        await subscribeAnew(stage.page);
        await stage.entry('pushManager.subscribe() rejected');
      },
    },
    healthy: {
      worker: SHOWS,
      async play(stage) {
        await stage.subscription();
        await unsubscribe(stage.page);
        await subscribeAnew(stage.page);
        await stage.entry('pushManager.subscribe() fulfilled', 2);
      },
    },
  },
  {
    rule: 'D22',
    severity: 'error',
    what: 'permission denied while subscribed',
    fault: {
      worker: SUBSCRIBES,
      async play(stage) {
        await stage.entry('Permission state', PERMISSIONS);
        await subscribeInWorker(stage.page);
        await stage.entry('pushManager.subscribe() fulfilled');
        await stage.setPermission('notifications', 'denied');
        await stage.entry('Permission state', 2, ({ detail }) => detail.permission === 'denied');
        await stage.page.reload();
        await stage.entry('Push subscription state', 1, ({ detail }) => detail.subscription !== null);
      },
    },
    healthy: {
      worker: SUBSCRIBES,
      async play(stage) {
        await stage.entry('Permission state', PERMISSIONS);
        await subscribeInWorker(stage.page);
        await stage.entry('pushManager.subscribe() fulfilled');
        await stage.page.reload();
        await stage.entry('Push subscription state', 1, ({ detail }) => detail.subscription !== null);
      },
    },
  },
];
