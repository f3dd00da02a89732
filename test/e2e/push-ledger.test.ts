import { withLedger } from '@offstage/server/send';
import { beforeAll, describe, expect, test } from 'vitest';
import webPush from 'web-push';
import { authorityOfRun } from '../kit/src/certificates/authority-of-run.ts';
import { eventually } from '../kit/src/eventually.ts';
import type { App } from '../kit/src/index.ts';
import { agentTo } from '../ledger/agent-to.ts';
import { askLedger } from '../ledger/ask-ledger.ts';
import { type LedgerStage, openLedgerStage, TOKEN } from '../ledger/open-ledger-stage.ts';
import { startPushShelf } from '../ledger/start-push-shelf.ts';
import { subscribeWith } from '../ledger/subscribe-with.ts';

// Real pushes by `web-push`, encrypted and signed, to a real browser; the server has both halves. What is compared are hashes that sender
// and device have made, each by itself.
const LONG = { timeout: 60_000 };
const VAPID = { subject: 'mailto:ops@example.com', ...webPush.generateVAPIDKeys() };

describe.each(['chromium', 'firefox'] as const)('a push to %s', { timeout: 180_000 }, (browser) => {
  let server: LedgerStage['server'];
  let site: LedgerStage['site'];
  let app: App;

  beforeAll(async () => {
    const stage = await openLedgerStage({ browser, firefox: {} });
    ({ server, site, app } = stage);
    return stage.close;
  }, 180_000);

  test('has the same key at its sender and on the device, and its states are in the ledger', async () => {
    await app.page.goto(app.origin);
    const subscription = await app.page.evaluate(subscribeWith, VAPID.publicKey);
    // The browser believes that it is at its maker's push service.
    const standIn = await app.subscription();
    const send = withLedger(webPush.sendNotification, { url: `${site.origin}/api/sends`, token: TOKEN });
    const options = { agent: agentTo(standIn.endpoint), vapidDetails: VAPID, TTL: 60 };
    const payloads = [
      '{"title":"Grüße ☕"}',
      // Chromium gives its worker nothing of what is no UTF-8.
      Buffer.from(browser === 'firefox' ? [0, 255, 254, 10] : [0, 127, 13, 10]),
      null,
      '{"title":"x","offstage":"order-4711"}',
      'throw',
      'silent',
    ];
    await app.leave();
    for (const payload of payloads) await send.labelled({ campaign: 'all' })(subscription, payload, options);
    expect(await send.flush({ timeout: 30_000 })).toMatchObject({
      taken: payloads.length,
      lost: 0,
      waiting: 0,
    });
    // A post whose answer is late is repeated: an entry is one by its id.
    const identified = () => [
      ...new Map(
        site.told
          .filter(({ event }) => event === 'Push message identified')
          .map((entry) => [entry.id, entry]),
      ).values(),
    ];
    await eventually(() => identified().length >= payloads.length, { ...LONG, what: 'a key of each push' });

    const sends = site.passed
      .flatMap((body) => JSON.parse(body).sends ?? [])
      .map(({ key, device, message }) => ({
        messageKey: key,
        device,
        ...(message && { messageId: message }),
      }));
    const byKey = (a: { messageKey?: unknown }, b: { messageKey?: unknown }) =>
      String(a.messageKey).localeCompare(String(b.messageKey));
    const told = identified().map(({ detail: { messageKey, device, messageId } }) => ({
      messageKey,
      device,
      ...(messageId !== undefined && { messageId }),
    }));
    expect(told.sort(byKey)).toEqual(sends.sort(byKey));
    expect(new Set(sends.map(({ messageKey }) => messageKey)).size).toBe(payloads.length);
    expect(new Set(sends.map(({ device }) => device)).size).toBe(1);
    // What names the device to a push service stays where it is.
    const secret = subscription.endpoint.split('/').at(-1) as string;
    expect(secret.length).toBeGreaterThan(8);
    expect(site.passed.join('\n')).not.toContain(secret);

    // Each entry of a key belongs to a push that has begun.
    const begun = site.told.filter(({ event }) => event === 'Push event dispatched').map(({ span }) => span);
    expect(identified().every(({ span }) => begun.includes(span))).toBe(true);

    const states = async (): Promise<readonly string[]> => {
      const answer = await fetch(`${server.url}/api/pushes?campaign=all`, {
        headers: { authorization: `Bearer ${TOKEN}` },
      });
      const { pushes } = (await answer.json()) as { readonly pushes: readonly { readonly state: string }[] };
      return pushes.map(({ state }) => state).sort();
    };
    const expected = ['failed', 'shown', 'shown', 'shown', 'shown', 'silent'];
    await eventually(async () => String(await states()) === String(expected), {
      ...LONG,
      what: `${expected}`,
    }).catch(() => undefined);
    expect(await states()).toEqual(expected);
  });

  test('that is replaced while the browser is away, or shown and closed by the app, is that in list, story and funnel', async () => {
    await app.page.goto(app.origin);
    const subscription = await app.page.evaluate(subscribeWith, VAPID.publicKey);
    const { origin } = new URL((await app.subscription()).endpoint);
    const shelf = await startPushShelf(origin, (await authorityOfRun()).local);
    const send = withLedger(webPush.sendNotification, { url: `${site.origin}/api/sends`, token: TOKEN });
    const ledger = askLedger(server.url, TOKEN);
    const before = await ledger.before();
    const agent = agentTo(shelf.origin);
    const push = async (campaign: string, topic?: string): Promise<void> => {
      const options = { agent, vapidDetails: VAPID, TTL: 600, ...(topic && { topic }) };
      await send.labelled({ campaign })(subscription, campaign, options);
      await send.flush({ timeout: 30_000 });
    };
    await app.leave();
    await push('shut');
    await ledger.is('there', { shut: 'closed' }, before);
    shelf.away();
    await push('old', 'news');
    await push('new', 'news');
    await ledger.is('away', { shut: 'closed', old: 'accepted', new: 'accepted' }, before);
    expect(await shelf.back(new URL(subscription.endpoint).pathname)).toBe(1);
    await ledger.is('back', { shut: 'closed', old: 'replaced', new: 'shown' }, before);
    agent.destroy();
    await shelf.close();
  });

  // Chromium says nothing of one that is replaced, Firefox what it says of one that a person closes.
  test('that takes the place of an earlier one with its tag is shown until a person closes it', async () => {
    await app.page.goto(app.origin);
    const subscription = await app.page.evaluate(subscribeWith, VAPID.publicKey);
    const send = withLedger(webPush.sendNotification, { url: `${site.origin}/api/sends`, token: TOKEN });
    const agent = agentTo((await app.subscription()).endpoint);
    const ledger = askLedger(server.url, TOKEN);
    const before = await ledger.before();
    const push = async (campaign: string): Promise<void> => {
      const options = { agent, vapidDetails: VAPID, TTL: 600 };
      await send.labelled({ campaign })(subscription, 'the same text, and tag', options);
      await send.flush({ timeout: 30_000 });
    };
    const first = browser === 'firefox' ? 'closed' : 'shown';
    await app.leave();
    await push('first');
    await ledger.is('one', { first: 'shown' }, before);
    await push('second');
    await ledger.is('two', { first, second: 'shown' }, before);
    await app.notifications.dismiss('the same text, and tag');
    await ledger.is('dismissed', { first, second: 'dismissed' }, before);
    agent.destroy();
  });

  test('that the service refuses, or nobody answers, is in the ledger as that, and the sender sees what it always saw', async () => {
    await app.page.goto(app.origin);
    const subscription = await app.subscription();
    const send = withLedger(webPush.sendNotification, { url: `${site.origin}/api/sends`, token: TOKEN });
    const gone = {
      ...subscription,
      endpoint: `${new URL(subscription.endpoint).origin}/send/nobody-has-this-one`,
    };
    const options = { agent: agentTo(subscription.endpoint), vapidDetails: VAPID, TTL: 0 };
    const [plain, wrapped] = await Promise.all(
      [webPush.sendNotification, send.labelled({ campaign: 'gone' })].map((each) =>
        each(gone, 'x', options).then(
          () => 'sent',
          ({ name, message, statusCode, body }) => ({ name, message, statusCode, body }),
        ),
      ),
    );
    expect(wrapped).toEqual(plain);
    expect(wrapped).toMatchObject({ statusCode: expect.any(Number) });
    await send.flush({ timeout: 30_000 });
    expect(JSON.parse(site.passed.at(-1) ?? '{}').sends).toMatchObject([
      { campaign: 'gone', status: (wrapped as { statusCode: number }).statusCode, ttl: 0 },
    ]);
  });
});
