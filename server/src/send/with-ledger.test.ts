import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openLedger } from './open-ledger.ts';
import { keyOf } from './push-key.ts';
import { startReceiver } from './start-receiver.fixture.ts';
import { type SendNotification, withLedger } from './with-ledger.ts';

const SUBSCRIPTION = { endpoint: 'https://push.example/send/cap4b1l1ty', keys: { p256dh: '', auth: '' } };
const later = <T>(value: T) => new Promise<T>((resolve) => setTimeout(resolve, 5, value));
const fails = (error: unknown) => async () => {
  await later(0);
  throw error;
};
const refused = (statusCode: number, more: object = {}) =>
  Object.assign(new Error('Received unexpected response code'), {
    statusCode,
    headers: {},
    body: '',
    ...more,
  });

async function start(sendNotification: SendNotification, options: object = {}) {
  const receiver = await startReceiver(onTestFinished);
  const send = withLedger(sendNotification, { url: receiver.url, salt: 's', ...options });
  const sends = async () => {
    await send.flush({ timeout: 30_000 });
    return [...receiver.taken.values()];
  };
  return { send, sends };
}

describe('withLedger', { timeout: 60_000 }, () => {
  it('hands everything on as it is, and returns what came', async () => {
    const value = { statusCode: 201, headers: {}, body: '' };
    const inner = vi.fn(async function (this: unknown, ..._args: unknown[]) {
      return value;
    });
    const { send } = await start(inner as never);
    const self = {};
    const options = Object.freeze({ TTL: 1 });
    const args = [SUBSCRIPTION, 'Hello', options, 'one more'];
    expect(await Reflect.apply(send, self, args)).toBe(value);
    expect(inner.mock.contexts).toEqual([self]);
    expect(inner.mock.contexts[0]).toBe(self);
    inner.mock.calls[0]?.forEach((arg, index) => {
      expect(arg).toBe(args[index]);
    });
    expect([send.name, send.length]).toEqual([inner.name, inner.length]);
  });

  it('rejects with the very error, and throws what is thrown', async () => {
    const error = refused(410);
    const { send } = await start(fails(error));
    await expect(send(SUBSCRIPTION)).rejects.toBe(error);
    const thrown = { no: 'error' };
    const { send: throwing } = await start(() => {
      throw thrown;
    });
    expect(() => throwing(SUBSCRIPTION)).toThrow(thrown as never);
  });

  it('a rejection that nobody handles is told by the process, one that is handled is not', async () => {
    const unhandled = vi.fn();
    const others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', unhandled);
    try {
      const error = refused(404);
      const { send } = await start(fails(error));
      void send(SUBSCRIPTION);
      await vi.waitFor(() => expect(unhandled).toHaveBeenCalledTimes(1), { timeout: 30_000 });
      expect(unhandled.mock.calls[0]?.[0]).toBe(error);
      await send(SUBSCRIPTION).catch(() => undefined);
      await later(0);
      expect(unhandled).toHaveBeenCalledTimes(1);
    } finally {
      process.removeAllListeners('unhandledRejection');
      for (const listener of others) process.on('unhandledRejection', listener);
    }
  });

  it.each<[string, () => unknown, object | undefined]>([
    ['taken', () => later({ statusCode: 201 }), { status: 201 }],
    ['by fetch()', () => later(new Response('', { status: 202 })), { status: 202 }],
    ['without a status', () => later(undefined), { status: 201 }],
    [
      'refused',
      fails(refused(429, { headers: { 'retry-after': '120' }, body: 'Too many' })),
      { status: 429, reason: 'Too many', retryAfter: 120 },
    ],
    [
      'gone',
      fails(refused(410, { body: 'push subscription has unsubscribed or expired.\n' })),
      { status: 410 },
    ],
    [
      'no network',
      fails(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })),
      { reason: 'ECONNREFUSED' },
    ],
    ['no answer', fails(new Error('Socket timeout')), { reason: 'Socket timeout' }],
    ['anything', fails(null), { reason: 'null' }],
    [
      'refused at once: no push',
      () => Promise.reject(new Error('You must pass in a subscription')),
      undefined,
    ],
    ['no promise: not known', () => undefined, undefined],
  ])('%s', async (_, inner, answer) => {
    const { send, sends } = await start(inner as SendNotification);
    try {
      await send(SUBSCRIPTION, 'Hello');
    } catch {}
    const told = await sends();
    if (answer) expect(told).toMatchObject([{ service: 'push.example', bytes: 5, ...answer }]);
    else expect(told).toEqual([]);
    expect('status' in (told[0] ?? {})).toBe(answer !== undefined && 'status' in answer);
    expect(send.counts.skipped).toBe(answer ? 0 : 1);
  });

  it.each<[string, unknown, object | undefined, object]>([
    ['defaults', undefined, undefined, { ttl: 2_419_200, urgency: 'normal', bytes: 0 }],
    [
      'options',
      'x',
      { TTL: '60', urgency: 'high', topic: 't' },
      { ttl: 60, urgency: 'high', topic: 't', bytes: 1 },
    ],
    ['TTL 0', '', { TTL: 0 }, { ttl: 0, bytes: 0 }],
    ['headers', null, { headers: { ttl: 5, Topic: 'h' } }, { ttl: 5, topic: 'h', bytes: 0 }],
    ['bytes', Buffer.from([0, 255]), {}, { bytes: 2 }],
  ])('reads what web-push reads: %s', async (_, payload, options, said) => {
    const { send, sends } = await start(() => later({ statusCode: 201 }));
    await send(SUBSCRIPTION, payload, options);
    const bytes = Buffer.from((payload as string | Buffer | null | undefined) ?? '');
    expect(await sends()).toMatchObject([{ ...said, key: keyOf(SUBSCRIPTION.endpoint, 's', bytes) }]);
  });

  it('takes the key of each call where there is no salt, and the payload as it was sent', async () => {
    const { send, sends } = await start(() => later({ statusCode: 201 }), { salt: undefined });
    const payload = Buffer.from('Hello');
    const sent = send(SUBSCRIPTION, payload, { vapidDetails: { publicKey: 'BKey' } });
    payload.fill(0);
    await sent;
    expect(await sends()).toMatchObject([
      { key: keyOf(SUBSCRIPTION.endpoint, 'BKey', Buffer.from('Hello')) },
    ]);
  });

  it('labels are added, and one ledger may be shared', async () => {
    const receiver = await startReceiver(onTestFinished);
    const ledger = openLedger({ url: receiver.url, salt: 's', campaign: 'all', labels: { app: 'a' } });
    const send = withLedger((_subscription: object) => later({ statusCode: 201 }), ledger);
    const spring = send.labelled({ campaign: 'spring', labels: { wave: '1' } });
    await send(SUBSCRIPTION);
    await spring(SUBSCRIPTION);
    await spring.labelled({ labels: { wave: '2', who: 'staff' } })(SUBSCRIPTION);
    await ledger.flush({ timeout: 30_000 });
    expect([...receiver.taken.values()].map(({ campaign, labels }) => [campaign, labels])).toEqual([
      ['all', { app: 'a' }],
      ['spring', { app: 'a', wave: '1' }],
      ['spring', { app: 'a', wave: '2', who: 'staff' }],
    ]);
    expect(spring.counts).toEqual(ledger.counts);
  });
});
