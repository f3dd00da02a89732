import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { withLedger } from '@offstage/server/send';
import { afterAll, beforeAll, expect, test } from 'vitest';
import webPush from 'web-push';
import { freePort } from '../../server/test/free-port.ts';
import { authorityOfRun } from '../kit/src/certificates/authority-of-run.ts';
import { eventually } from '../kit/src/eventually.ts';
import { type App, launch } from '../kit/src/index.ts';
import { agentTo } from '../ledger/agent-to.ts';
import { type AppSite, startAppSite } from '../ledger/start-app-site.ts';
import { type PushStandIn, startPushStandIn } from '../ledger/start-push-stand-in.ts';
import type { RunningProgram } from '../places/run-program.ts';
import { runServer } from '../places/run-server.ts';

// 300 pushes to five profiles, and what the ledger says of each in the end. `pnpm test ledger`: it starts four browsers.
const TOKEN = 'the-token-of-this-test-1234';
const VAPID = { subject: 'mailto:ops@example.com', ...webPush.generateVAPIDKeys() };
const LONG = { timeout: 60_000 };
const BROWSERS = ['chromium', 'firefox', 'chromium', 'firefox'] as const;

interface Subscription {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

interface Push {
  readonly campaign: string;
  readonly state: string;
  readonly status: number | null;
}

interface Funnel {
  readonly total: number;
  readonly states: Readonly<Record<string, number>>;
}

/** In the page. */
async function subscribeWith(key: string): Promise<Subscription> {
  const { pushManager } = await navigator.serviceWorker.ready;
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  return JSON.parse(JSON.stringify(subscription));
}

/** What is pushed to each browser, 60 times: what the worker makes of the word, or a person of the notification. */
const WORDS: Readonly<Record<string, { readonly count: number; readonly state: string }>> = {
  plain: { count: 38, state: 'shown' },
  late: { count: 8, state: 'shown' },
  throw: { count: 4, state: 'failed' },
  silent: { count: 2, state: 'silent' },
  click: { count: 4, state: 'clicked' },
  dismiss: { count: 4, state: 'dismissed' },
};

const folder = mkdtempSync(path.join(tmpdir(), 'offstage-ledger-all-'));
let port: number;
let server: RunningProgram;
let site: AppSite;
let service: PushStandIn;
const apps: App[] = [];

const startServer = () => runServer(folder, port, TOKEN);
async function killServer(): Promise<void> {
  await server.stop('SIGKILL');
  server = await startServer();
}
async function ask<Answer>(pathAndQuery: string): Promise<Answer> {
  const answer = await fetch(`http://127.0.0.1:${port}${pathAndQuery}`, {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  return (await answer.json()) as Answer;
}
async function pushes(): Promise<readonly Push[]> {
  return (await ask<{ readonly pushes: readonly Push[] }>('/api/pushes?limit=1000')).pushes;
}

beforeAll(async () => {
  port = await freePort();
  server = await startServer();
  site = await startAppSite(`http://127.0.0.1:${port}`);
  service = await startPushStandIn((await authorityOfRun()).local);
  for (const browser of BROWSERS) apps.push(await launch({ browser, url: site.origin, timeout: 60_000 }));
}, 300_000);
afterAll(async () => {
  for (const app of apps) await app.close();
  await service?.close();
  await site?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}, 120_000);

test('300 pushes to five profiles: each is in the one state that the test knows, and sums are right at every moment', async () => {
  const send = withLedger(webPush.sendNotification, {
    url: `${site.origin}/api/sends`,
    token: TOKEN,
    onTrouble: () => undefined,
  });
  /** By campaign, which is another one for each push. */
  const expected = new Map<string, string>();
  const pushTo = async (subscription: Subscription, service: string, word: string, state: string) => {
    const campaign = `${word} ${expected.size}`;
    expected.set(campaign, state);
    const agent = agentTo(service);
    await send
      .labelled({ campaign })(subscription, campaign, { agent, vapidDetails: VAPID, TTL: 3_600 })
      .catch(() => undefined);
    agent.destroy();
    return campaign;
  };

  let isOver = false;
  const moments: Funnel[] = [];
  const watched = (async () => {
    while (!isOver) {
      const funnel = await ask<Funnel>('/api/funnel').catch(() => undefined);
      if (funnel) moments.push(funnel);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  })();

  const inBrowser = async (app: App): Promise<void> => {
    const subscription = await app.page.evaluate(subscribeWith, VAPID.publicKey);
    const { endpoint } = await app.subscription();
    await app.leave();
    for (const [word, { count, state }] of Object.entries(WORDS))
      for (let n = 0; n < count; n += 1) {
        const title = await pushTo(subscription, endpoint, word, state);
        if (word === 'click') await app.notifications.click(title);
        if (word === 'dismiss') await app.notifications.dismiss(title);
      }
  };
  // The fifth profile is off: its push service takes what is sent, and it never reports. Some are refused.
  const offline = async (): Promise<void> => {
    const { subscription } = { subscription: webPush.generateVAPIDKeys() };
    const keys = { p256dh: subscription.publicKey, auth: Buffer.alloc(16, 1).toString('base64url') };
    for (let n = 0; n < 60; n += 1) {
      const status = n < 40 ? 201 : [404, 410, 403, 413, 429][n % 5];
      const endpoint = `${service.origin}/push/of-the-profile-that-is-off/${status}`;
      await pushTo({ endpoint, keys }, service.origin, 'off', n < 40 ? 'accepted' : 'refused');
    }
  };
  await Promise.all([...apps.map(inBrowser), offline(), killServer()]);
  await killServer();
  expect(await send.flush({ timeout: 60_000 })).toMatchObject({
    recorded: 300,
    taken: 300,
    lost: 0,
    waiting: 0,
  });

  const differing = async (): Promise<readonly string[]> =>
    (await pushes())
      .filter(({ campaign, state }) => expected.get(campaign) !== state)
      .map(({ campaign, state }) => `${campaign}: ${state}, not ${expected.get(campaign)}`);
  await eventually(async () => (await differing()).length === 0, { ...LONG, what: 'all states' }).catch(
    () => undefined,
  );
  isOver = true;
  await watched;
  const all = await pushes();
  expect(all).toHaveLength(300);
  expect(new Set(all.map(({ campaign }) => campaign)).size).toBe(300);
  expect(await differing()).toEqual([]);
  expect(moments.length).toBeGreaterThan(5);
  for (const { total, states } of moments)
    expect(Object.values(states).reduce((sum, count) => sum + count, 0)).toBe(total);
  expect(moments.at(-1)?.total ?? 300).toBeLessThanOrEqual(300);
}, 480_000);
