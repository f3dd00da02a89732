import { withLedger } from '@offstage/server/send';
import { beforeAll, describe, test } from 'vitest';
import webPush from 'web-push';
import { authorityOfRun } from '../kit/src/certificates/authority-of-run.ts';
import type { App } from '../kit/src/index.ts';
import { agentTo } from '../ledger/agent-to.ts';
import { askLedger } from '../ledger/ask-ledger.ts';
import { type LedgerStage, openLedgerStage, TOKEN } from '../ledger/open-ledger-stage.ts';
import { type PushShelf, startPushShelf } from '../ledger/start-push-shelf.ts';
import { subscribeWith } from '../ledger/subscribe-with.ts';

// What becomes of pushes to a browser that is away for longer than they are kept, to one whose log has a gap, and to one that is
// off for ever: by real browsers, real pushes and the real clock. `pnpm test ledger`: a push service's grace of a minute has to pass.
const VAPID = { subject: 'mailto:ops@example.com', ...webPush.generateVAPIDKeys() };
/** The minute of grace is in it. */
const PATIENCE = 150_000;
const HOUR = 3_600;

/** In the page: what a person does at the switch of the viewer. */
async function recordPushes(on: boolean): Promise<boolean> {
  const script = document.createElement('script');
  script.src = '/offstage.js';
  await new Promise((loaded) => {
    script.onload = loaded;
    document.head.append(script);
  });
  const { log } = (globalThis as unknown as { offstage: { log: import('@offstage/sdk').LogClient } })
    .offstage;
  await log.setRecording('pushMessaging', on);
  return (await log.recording()).pushMessaging.recording;
}

describe.concurrent.each(['chromium', 'firefox'] as const)(
  'pushes to %s',
  { timeout: 400_000 },
  (browser) => {
    let server: LedgerStage['server'];
    let site: LedgerStage['site'];
    let app: App;
    let shelf: PushShelf;

    beforeAll(async () => {
      const stage = await openLedgerStage({ browser, timeout: 60_000 });
      ({ server, site, app } = stage);
      return async () => {
        await shelf?.close();
        await stage.close();
      };
    }, 180_000);

    test('that expire, that are replaced, that fall into a gap: each is what it is, and the sums are right', async ({
      expect,
      onTestFinished,
    }) => {
      const subscription = await app.page.evaluate(subscribeWith, VAPID.publicKey);
      const { origin } = new URL((await app.subscription()).endpoint);
      shelf = await startPushShelf(origin, (await authorityOfRun()).local);
      const send = withLedger(webPush.sendNotification, { url: `${site.origin}/api/sends`, token: TOKEN });
      const ledger = askLedger(server.url, TOKEN, PATIENCE);
      const ended = ledger.watch();
      onTestFinished(() => ended().then(() => undefined));
      const states: Record<string, string> = {};
      const push = async (campaign: string, options: { TTL: number; topic?: string }, to = subscription) => {
        const agent = agentTo(shelf.origin);
        await send.labelled({ campaign })(to, campaign, { agent, vapidDetails: VAPID, ...options });
        agent.destroy();
        states[campaign] = 'accepted';
      };
      const told = async (): Promise<void> =>
        expect(await send.flush({ timeout: 30_000 })).toMatchObject({ lost: 0, waiting: 0 });

      await push('hello', { TTL: HOUR });
      await push('throw', { TTL: HOUR });
      await push('shut', { TTL: HOUR });
      await told();
      Object.assign(states, { hello: 'shown', throw: 'failed', shut: 'closed' });
      await ledger.is('there', states);

      // A person stops the recording: what comes then is shown, and no log tells of it.
      expect(await app.page.evaluate(recordPushes, false)).toBe(false);
      await app.worker.stop();
      await push('unseen', { TTL: 0 });
      // What the worker would still write of it once it is recorded again, it does not.
      await app.notifications.waitFor('unseen', { timeout: PATIENCE });
      await app.worker.stop();
      expect(await app.page.evaluate(recordPushes, true)).toBe(true);
      await push('seen', { TTL: HOUR });
      await told();
      states.seen = 'shown';
      await ledger.is('recorded again', states);

      // Away: of what is sent meanwhile only some is kept for it. The other device has never been there at all.
      await app.leave();
      await app.worker.stop();
      shelf.away();
      await push('zero', { TTL: 0 });
      await push('short', { TTL: 2 });
      await push('old of the topic', { TTL: HOUR, topic: 'news' });
      await push('new of the topic', { TTL: HOUR, topic: 'news' });
      await push('waits', { TTL: HOUR });
      const nobody = { ...subscription, endpoint: `${new URL(subscription.endpoint).origin}/push/nobody` };
      await push('off', { TTL: HOUR }, nobody);
      await push('off, at once', { TTL: 0 }, nobody);
      await told();
      await ledger.is('away', states, { notReporting: 2 });

      // Nobody delivers them any more, and no device has told of anything since.
      for (const campaign of ['unseen', 'zero', 'short', 'off, at once']) states[campaign] = 'unknown';
      await ledger.is('their time is over', states, { notReporting: 2 });

      // What waited for the other one is no push for this one.
      expect(await shelf.back(new URL(subscription.endpoint).pathname)).toBe(2);
      for (const campaign of ['zero', 'short']) states[campaign] = 'expired';
      for (const campaign of ['new of the topic', 'waits']) states[campaign] = 'shown';
      states['old of the topic'] = 'replaced';
      await ledger.is('back', states, { notReporting: 2 });

      const { moments, wrong } = await ended();
      expect(wrong).toEqual([]);
      expect(moments).toBeGreaterThan(10);
    });
  },
);
