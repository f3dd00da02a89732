import { createECDH, randomBytes } from 'node:crypto';
import { withLedger } from '@offstage/server/send';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import webPush from 'web-push';
import { authorityOfRun } from '../kit/src/certificates/authority-of-run.ts';
import { readBody, type Served, serve } from '../kit/src/loopback/serve.ts';
import { agentTo } from './agent-to.ts';
import { type PushStandIn, startPushStandIn } from './start-push-stand-in.ts';

// `web-push` as it is, over TLS, with and without the ledger: nobody but the server can tell.
const VAPID = { subject: 'mailto:ops@example.com', ...webPush.generateVAPIDKeys() };
const receiver = createECDH('prime256v1');
const keys = { p256dh: receiver.generateKeys('base64url'), auth: randomBytes(16).toString('base64url') };

interface Posted {
  readonly id: string;
  readonly status?: number;
  readonly reason?: string;
  readonly [member: string]: unknown;
}

let service: PushStandIn;
let ledger: Served;
const posted: Posted[] = [];
beforeAll(async () => {
  const { local } = await authorityOfRun();
  service = await startPushStandIn(local);
  ledger = await serve(async (request, response) => {
    const { sends } = JSON.parse(String(await readBody(request))) as { readonly sends: readonly Posted[] };
    posted.push(...sends);
    response.writeHead(200).end(JSON.stringify({ accepted: sends.length, known: 0, rejected: [] }));
  });
});
afterAll(async () => {
  await service?.close();
  await ledger?.close();
});

type Args = readonly [subscription: unknown, payload?: unknown, options?: Record<string, unknown>];
const to = (path: string, more: object = {}) => ({
  endpoint: `${service.origin}/push/APA91b-cap4b1l1ty/${path}`,
  keys,
  ...more,
});
const send = () =>
  withLedger(webPush.sendNotification, {
    url: `http://127.0.0.1:${ledger.port}/api/sends`,
    onTrouble: () => undefined,
  });

/** Each is sent by `web-push` alone, and by way of the ledger. `status` is what the ledger is to have; none: nothing is recorded. */
const CASES: Readonly<Record<string, { args: () => Args; recorded?: object }>> = {
  'a text': { args: () => [to('ok'), 'Hello'], recorded: { status: 201, bytes: 5 } },
  'a text that is not ASCII': { args: () => [to('ok'), 'Grüße ☕'], recorded: { status: 201, bytes: 11 } },
  bytes: { args: () => [to('ok'), Buffer.from([0, 255])], recorded: { status: 201, bytes: 2 } },
  'no payload': { args: () => [to('ok')], recorded: { status: 201, bytes: 0 } },
  'null for a payload': { args: () => [to('ok'), null], recorded: { status: 201, bytes: 0 } },
  'an empty text': { args: () => [to('ok'), ''], recorded: { status: 201, bytes: 0 } },
  'no keys, and no payload': {
    args: () => [{ endpoint: `${service.origin}/push/APA91b-cap4b1l1ty/ok` }],
    recorded: { status: 201 },
  },
  'an expiration time': { args: () => [to('ok', { expirationTime: null }), 'x'], recorded: { status: 201 } },
  'the older encoding': {
    args: () => [to('ok'), 'x', { contentEncoding: 'aesgcm' }],
    recorded: { status: 201 },
  },
  'options of all sorts': {
    args: () => [to('ok'), 'x', { TTL: 0, urgency: 'high', topic: 'news', headers: { 'x-mine': '1' } }],
    recorded: { status: 201, ttl: 0, urgency: 'high', topic: 'news' },
  },
  'TTL as a text': { args: () => [to('ok'), 'x', { TTL: '60' }], recorded: { status: 201, ttl: 60 } },
  gone: { args: () => [to('410'), 'x'], recorded: { status: 410, reason: 'said 410 of …' } },
  'not found': { args: () => [to('404'), 'x'], recorded: { status: 404 } },
  'a wrong key': { args: () => [to('403'), 'x'], recorded: { status: 403 } },
  'too large': { args: () => [to('413'), 'x'.repeat(5_000)], recorded: { status: 413, bytes: 5_000 } },
  'too many': { args: () => [to('429'), 'x'], recorded: { status: 429, retryAfter: 7 } },
  'a broken service': { args: () => [to('500'), 'x'], recorded: { status: 500 } },
  'a connection that is cut': { args: () => [to('cut'), 'x'], recorded: { reason: 'ECONNRESET' } },
  'no answer in time': {
    args: () => [to('hang'), 'x', { timeout: 300 }],
    recorded: { reason: 'Socket timeout' },
  },
  'a subscription as text': { args: () => [JSON.stringify(to('ok')), 'x'] },
  'no subscription': { args: () => [undefined, 'x'] },
  'a subscription without an endpoint': { args: () => [{ keys }, 'x'] },
  'an endpoint that is no text': { args: () => [{ endpoint: 1, keys }, 'x'] },
  'a payload without keys': { args: () => [{ endpoint: to('ok').endpoint }, 'x'] },
  'short keys': { args: () => [to('ok', { keys: { p256dh: 'AA', auth: 'AA' } }), 'x'] },
  'an object for a payload': { args: () => [to('ok'), { title: 'x' }] },
  'an unknown option': { args: () => [to('ok'), 'x', { campaign: 'spring' }] },
  'a TTL below 0': { args: () => [to('ok'), 'x', { TTL: -1 }] },
  'an unknown urgency': { args: () => [to('ok'), 'x', { urgency: 'soon' }] },
  'a topic that is too long': { args: () => [to('ok'), 'x', { topic: 'x'.repeat(33) }] },
  'an unknown encoding': { args: () => [to('ok'), 'x', { contentEncoding: 'rot13' }] },
  'a header that cannot be sent': { args: () => [to('ok'), 'x', { headers: { 'a b': '1' } }] },
};

/** What a caller sees, without what differs by the time. */
async function seen(sending: (...args: never[]) => Promise<unknown>, args: Args): Promise<unknown> {
  try {
    const { statusCode, body } = (await Reflect.apply(sending, undefined, args)) as {
      statusCode: number;
      body: string;
    };
    return { statusCode, body };
  } catch (error) {
    const { name, message, statusCode, body, endpoint, code } = error as Record<string, unknown>;
    return { class: (error as object).constructor.name, name, message, statusCode, body, endpoint, code };
  }
}

describe('web-push with the ledger', { timeout: 60_000 }, () => {
  test.each(Object.entries(CASES))('%s', async (_name, { args, recorded }) => {
    const whole = (): Args => {
      const [subscription, payload, options = {}] = args();
      return [subscription, payload, { ...options, agent: agentTo(service.origin), vapidDetails: VAPID }];
    };
    const before = service.taken.length;
    const plain = await seen(webPush.sendNotification, whole());
    const between = service.taken.length;
    const wrapped = send();
    const result = await seen(wrapped.labelled({ campaign: 'all' }), whole());
    expect(result).toEqual(plain);
    expect(service.taken.length - between).toBe(between - before);
    const [one, other] = [service.taken.slice(before, between), service.taken.slice(between)].map((each) =>
      each.map(({ path, headers, bytes }) => [path, Object.keys(headers).sort(), bytes]),
    );
    expect(other).toEqual(one);
    posted.length = 0;
    const counts = await wrapped.flush({ timeout: 30_000 });
    expect(counts).toEqual({
      recorded: recorded ? 1 : 0,
      taken: recorded ? 1 : 0,
      waiting: 0,
      lost: 0,
      skipped: recorded ? 0 : 1,
    });
    expect(posted).toMatchObject(recorded ? [{ campaign: 'all', ...recorded }] : []);
    for (const each of posted) expect('status' in each).toBe('status' in (recorded ?? {}));
    expect(JSON.stringify(posted)).not.toContain('APA91b');
  });

  test('a server that is down for good costs no push anything but memory, which is bounded', async () => {
    const troubles: string[] = [];
    const wrapped = withLedger(webPush.sendNotification, {
      // Nobody listens there.
      url: 'http://127.0.0.1:9/api/sends',
      salt: VAPID.publicKey,
      maxBytes: 20_000,
      onTrouble: ({ code }) => troubles.push(code),
    });
    const agent = agentTo(service.origin);
    for (let n = 0; n < 8; n += 1)
      await Promise.all(
        Array.from({ length: 25 }, () =>
          wrapped(to('ok') as never, 'Hello', { agent, vapidDetails: VAPID, TTL: 60 }),
        ),
      );
    const { recorded, waiting, lost, taken } = await wrapped.flush({ timeout: 200 });
    expect({ recorded, taken }).toEqual({ recorded: 200, taken: 0 });
    expect(waiting).toBeGreaterThan(20);
    expect(waiting).toBeLessThan(100);
    expect(waiting + lost).toBe(200);
    expect(troubles.sort()).toEqual(['FULL', 'UNREACHED']);
    agent.destroy();
  });
});
