import { withLedger } from '@offstage/server/send';
import { beforeAll, describe, expect, test } from 'vitest';
import webPush from 'web-push';
import { eventually } from '../kit/src/eventually.ts';
import type { App } from '../kit/src/index.ts';
import { agentTo } from '../ledger/agent-to.ts';
import { type LedgerStage, openLedgerStage, TOKEN } from '../ledger/open-ledger-stage.ts';
import type { Subscription } from '../ledger/subscribe-with.ts';

// Subscriptions that end in real browsers, as the push service tells it to the sender, and the reason that the server gives.
const LONG = { timeout: 60_000 };
const VAPID = { subject: 'mailto:ops@example.com', ...webPush.generateVAPIDKeys() };

/** In the page: has what happens in it recorded, and subscribes. */
async function subscribeRecorded(key: string): Promise<Subscription> {
  const script = document.createElement('script');
  script.src = '/offstage.js';
  await new Promise((loaded) => {
    script.onload = loaded;
    document.head.append(script);
  });
  const { pushManager } = await navigator.serviceWorker.ready;
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  return JSON.parse(JSON.stringify(subscription));
}

/** In the page: wakes the worker, which uploads what the page has written too. */
async function wake(): Promise<void> {
  navigator.serviceWorker.controller?.postMessage('wake');
}

const ENDS = {
  unregistered: {
    event: 'unregister() fulfilled',
    doctor: 'D18',
    end: (app: App) =>
      app.page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        await registration.unregister();
      }),
  },
  unsubscribed: {
    event: 'unsubscribe() fulfilled',
    doctor: '',
    end: (app: App) =>
      app.page.evaluate(async () => {
        const { pushManager } = await navigator.serviceWorker.ready;
        await (await pushManager.getSubscription())?.unsubscribe();
      }),
  },
  permission: {
    event: 'Permission state',
    doctor: 'D22',
    end: (app: App) => app.setPermission('notifications', 'denied'),
  },
} as const;

describe.each(['chromium', 'firefox'] as const)('in %s', { timeout: 180_000 }, (browser) => {
  let server: LedgerStage['server'];
  let site: LedgerStage['site'];
  let app: App;

  beforeAll(async () => {
    const stage = await openLedgerStage({ browser, timeout: 60_000 });
    ({ server, site, app } = stage);
    return stage.close;
  }, 180_000);

  const ask = async (place: string): Promise<unknown> => {
    const answer = await fetch(server.url + place, { headers: { authorization: `Bearer ${TOKEN}` } });
    return answer.json();
  };

  // The permission comes last: nothing brings it back here.
  test.each(['unsubscribed', 'unregistered', 'permission'] as const)(
    'a subscription that is gone is %s, by what its device told',
    async (reason) => {
      const { event, end, doctor } = ENDS[reason];
      await app.page.goto(app.origin);
      const subscription = await app.page.evaluate(subscribeRecorded, VAPID.publicKey);
      const agent = agentTo((await app.subscription()).endpoint);
      const send = withLedger(webPush.sendNotification, { url: `${site.origin}/api/sends`, token: TOKEN });
      const push = (text: string): Promise<number> =>
        send
          .labelled({ campaign: `${reason} ${text}` })(subscription, text, {
            agent,
            vapidDetails: VAPID,
            TTL: 60,
          })
          .then(
            () => 201,
            ({ statusCode }) => statusCode as number,
          );
      expect(await push('there')).toBe(201);
      await send.flush({ timeout: 30_000 });
      await eventually(
        async () => {
          const there = `/api/pushes?state=shown&campaign=${encodeURIComponent(`${reason} there`)}`;
          return ((await ask(there)) as { pushes: unknown[] }).pushes.length === 1;
        },
        { ...LONG, what: 'the push shown on its device' },
      );

      const since = site.told.length;
      await end(app);
      await eventually(
        async () => {
          await app.page.evaluate(wake);
          return site.told.slice(since).some((entry) => entry.event === event);
        },
        { ...LONG, what: `${event} at the server` },
      );
      await app.leave();
      await eventually(async () => (await push('gone')) === 410, {
        ...LONG,
        what: 'the push service to say 410',
      });
      await send.flush({ timeout: 30_000 });

      const query = `campaign=${encodeURIComponent(`${reason} gone`)}`;
      let told: unknown;
      await eventually(
        async () => {
          const { pushes } = (await ask(`/api/pushes?${query}&status=410`)) as { pushes: { id: string }[] };
          if (pushes[0] === undefined) return false;
          told = await ask(`/api/pushes/${encodeURIComponent(pushes[0].id)}`);
          return (told as { gone?: { reason?: string } }).gone?.reason === reason;
        },
        { ...LONG, what: () => `${reason}: ${JSON.stringify(told)}` },
      );
      expect(told).toMatchObject({
        gone: { reason, doctor, look: expect.stringMatching(/^npx offstage doctor SERVER install:\w+/) },
      });
      const { findings } = (await ask(`/api/push-findings?${query}`)) as { findings: { rule: string }[] };
      expect(findings.map(({ rule }) => rule)).toEqual([`gone-${reason}`]);
    },
  );
});
