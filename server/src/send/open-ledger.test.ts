import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openLedger } from './open-ledger.ts';
import { deviceOf, keyOf } from './push-key.ts';
import { startReceiver, take } from './start-receiver.fixture.ts';
import type { Trouble } from './troubles.ts';

const ENDPOINT = 'https://push.example/send/cap4b1l1ty-to-send';
const LONG = { timeout: 30_000 };

async function start(options: object = {}) {
  const receiver = await startReceiver(onTestFinished);
  const troubles: Trouble[] = [];
  const ledger = openLedger({
    url: receiver.url,
    token: 'the-send-token',
    salt: 's',
    onTrouble: (trouble) => troubles.push(trouble),
    ...options,
  });
  const push = (more: object = {}) =>
    ledger.record({ endpoint: ENDPOINT, payload: 'Hello', status: 201, ...more });
  return { receiver, ledger, troubles, push, codes: () => troubles.map(({ code }) => code) };
}

// In one file: what becomes of a send, whatever the server does.
describe('a ledger', { timeout: 60_000 }, () => {
  it('tells the server of each push what is known, and never its endpoint', async () => {
    const { receiver, ledger } = await start({ campaign: 'all', labels: { a: '1', b: '2' } });
    ledger.record({
      endpoint: ENDPOINT,
      payload: '{"offstage":"m-1"}',
      ttl: 60,
      urgency: 'high',
      topic: 'news',
      campaign: 'spring',
      labels: { b: '3' },
      status: 410,
      reason: `No such thing: ${ENDPOINT}\n`,
      retryAfter: 5,
      time: 1_000,
    });
    expect(await ledger.flush(LONG)).toMatchObject({ recorded: 1, taken: 1, waiting: 0, lost: 0 });
    const [request] = receiver.requests;
    expect(request?.token).toBe('Bearer the-send-token');
    expect(request?.sends).toEqual([
      {
        id: expect.stringMatching(/^[\da-f-]{36}$/),
        time: 1_000,
        service: 'push.example',
        device: deviceOf(ENDPOINT, 's'),
        key: keyOf(ENDPOINT, 's', Buffer.from('{"offstage":"m-1"}')),
        message: 'm-1',
        ttl: 60,
        urgency: 'high',
        topic: 'news',
        campaign: 'spring',
        labels: { a: '1', b: '3' },
        bytes: 18,
        status: 410,
        reason: 'No such thing: …',
        retryAfter: 5,
      },
    ]);
  });

  it('cuts texts to what the server takes, and leaves out what it would refuse', async () => {
    const { receiver, ledger, push } = await start();
    push({
      message: 'm'.repeat(500),
      topic: 't'.repeat(500),
      campaign: 'c'.repeat(500),
      reason: 'r'.repeat(50_000),
      urgency: 'soon',
      ttl: Number.NaN,
      retryAfter: -1,
      labels: Object.fromEntries(
        Array.from({ length: 20 }, (_, n) => [`${n}`.padEnd(99, 'n'), 'v'.repeat(500)]),
      ),
      payload: Buffer.alloc(100_000),
    });
    await ledger.flush(LONG);
    const send = receiver.requests[0]?.sends[0];
    expect([
      send?.message?.length,
      send?.topic?.length,
      send?.campaign?.length,
      send?.reason?.length,
    ]).toEqual([128, 64, 128, 256]);
    expect(Object.entries(send?.labels ?? {}).map(([name, value]) => [name.length, value.length])).toEqual(
      Array.from({ length: 8 }, () => [64, 128]),
    );
    expect(send).toMatchObject({ bytes: 100_000 });
    for (const name of ['urgency', 'ttl', 'retryAfter', 'key']) expect(send).not.toHaveProperty(name);
  });

  it('sends many in few requests, in their order', async () => {
    const { receiver, ledger, push } = await start();
    for (let n = 0; n < 1_200; n += 1) push({ campaign: `${n}` });
    expect(await ledger.flush(LONG)).toMatchObject({ taken: 1_200, waiting: 0 });
    expect(receiver.requests.map(({ sends }) => sends.length)).toEqual([500, 500, 200]);
    expect([...receiver.taken.values()].map(({ campaign }) => campaign)).toEqual(
      Array.from({ length: 1_200 }, (_, n) => `${n}`),
    );
  });

  it('keeps a request below what the server takes in bytes', async () => {
    const { receiver, ledger, push } = await start();
    const labels = Object.fromEntries(
      Array.from({ length: 8 }, (_, n) => [`${n}`.padEnd(64, 'ü'), 'ü'.repeat(128)]),
    );
    for (let n = 0; n < 300; n += 1) push({ labels });
    expect(await ledger.flush(LONG)).toMatchObject({ taken: 300 });
    for (const { sends } of receiver.requests)
      expect(Buffer.byteLength(JSON.stringify({ sends }))).toBeLessThanOrEqual(257 * 1_024);
  });

  it.each<[string, { status: number; body?: string; headers?: Record<string, string> }]>([
    ['an error', { status: 500 }],
    ['a proxy that knows no server', { status: 502, body: '<html>' }],
    ['a page that answers everything', { status: 200, body: '<html>Hello</html>' }],
    ['another API', { status: 200, body: '{"ok":true}' }],
    ['a 204', { status: 204 }],
    ['a login', { status: 302, headers: { location: '/login' } }],
    ['a wrong token', { status: 401, body: '{"code":"TOKEN_NEEDED"}' }],
    ['no such route', { status: 404 }],
  ])('%s is no acknowledgement: it comes again, with the same id, and is told once', async (_, reply) => {
    const { receiver, ledger, push, codes } = await start();
    let answers = 0;
    receiver.answer = (sends) => {
      answers += 1;
      return answers < 2 ? reply : take(receiver.taken, sends);
    };
    push();
    expect(await ledger.flush(LONG)).toMatchObject({ recorded: 1, taken: 1, lost: 0 });
    expect(new Set(receiver.requests.map(({ sends }) => sends[0]?.id)).size).toBe(1);
    expect(receiver.requests).toHaveLength(2);
    expect(codes()).toEqual(['UNREACHED']);
  });

  it('leaves a server alone for as long as it asks, also at shutdown', async () => {
    const { receiver, ledger, push } = await start();
    receiver.answer = (sends) =>
      receiver.requests.length > 1
        ? take(receiver.taken, sends)
        : { status: 429, headers: { 'retry-after': '2' } };
    push();
    expect(await ledger.flush(LONG)).toMatchObject({ taken: 1 });
    const [first, second] = receiver.requests.map(({ at }) => at);
    // A timer may be a millisecond early.
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(1_990);
  });

  it('of a batch that is refused the good ones arrive, and the bad one is lost and told', async () => {
    const { receiver, ledger, push, troubles } = await start();
    receiver.answer = (sends) =>
      sends.some(({ campaign }) => campaign === 'bad')
        ? { status: 400, body: 'bad campaign' }
        : take(receiver.taken, sends);
    for (let n = 0; n < 40; n += 1) push({ campaign: n === 17 ? 'bad' : 'good' });
    expect(await ledger.flush(LONG)).toMatchObject({ recorded: 40, taken: 39, lost: 1, waiting: 0 });
    expect(troubles).toEqual([
      { code: 'REFUSED', message: expect.stringContaining('counts.lost'), cause: '400: bad campaign' },
    ]);
  });

  it('those that the server refuses one by one are lost and told once', async () => {
    const { receiver, ledger, push, codes } = await start();
    receiver.answer = (sends) => ({
      status: 200,
      body: JSON.stringify({
        accepted: sends.length - 1,
        known: 0,
        rejected: [{ index: 0, code: 'BAD_SEND', message: 'no' }],
      }),
    });
    for (let n = 0; n < 3; n += 1) push();
    await ledger.flush(LONG);
    push();
    expect(await ledger.flush(LONG)).toMatchObject({ recorded: 4, taken: 2, lost: 2 });
    expect(codes()).toEqual(['REFUSED']);
  });

  it('holds no more than it may in bytes and in number, and counts what it had no room for', async () => {
    const { receiver, ledger, push, codes } = await start({ maxSends: 50 });
    receiver.answer = () => undefined;
    for (let n = 0; n < 80; n += 1) push();
    expect(ledger.counts).toEqual({ recorded: 80, taken: 0, waiting: 50, lost: 30, skipped: 0 });
    expect(codes()).toEqual(['FULL']);
    const narrow = await start({ maxBytes: 10_000 });
    narrow.receiver.answer = () => undefined;
    for (let n = 0; n < 1_000; n += 1) narrow.push({ campaign: 'c'.repeat(100) });
    const { waiting, lost } = narrow.ledger.counts;
    expect(waiting).toBeGreaterThan(10);
    expect(waiting).toBeLessThan(40);
    expect(waiting + lost).toBe(1_000);
  });

  it('goes on where it was when there is room again', async () => {
    const { receiver, ledger, push } = await start({ maxSends: 10 });
    let down = true;
    receiver.answer = (sends) => (down ? { status: 503 } : take(receiver.taken, sends));
    for (let n = 0; n < 15; n += 1) push();
    await vi.waitFor(() => expect(receiver.requests.length).toBeGreaterThan(1), LONG);
    down = false;
    expect(await ledger.flush(LONG)).toMatchObject({ taken: 10, lost: 5, waiting: 0 });
    push();
    expect(await ledger.flush(LONG)).toEqual({ recorded: 16, taken: 11, lost: 5, waiting: 0, skipped: 0 });
  });

  it('flush() ends when its time is over, and what waits is not lost', async () => {
    const { receiver, ledger, push } = await start();
    receiver.answer = () => ({ status: 503 });
    push();
    expect(await ledger.flush({ timeout: 50 })).toMatchObject({ waiting: 1, lost: 0 });
    receiver.answer = undefined;
    const all = await Promise.all([ledger.flush(LONG), ledger.flush(LONG)]);
    expect(all.map(({ taken }) => taken)).toEqual([1, 1]);
    expect(await ledger.flush({ timeout: 0 })).toMatchObject({ taken: 1 });
  });

  it('takes no harm of what is no push, nor of who listens to its troubles', async () => {
    const { ledger } = await start({
      maxSends: 0,
      onTrouble() {
        throw new Error('the app’s');
      },
    });
    for (const push of [
      null,
      undefined,
      1,
      {},
      { endpoint: 'nowhere' },
      { endpoint: 'https://', payload: 1 },
    ])
      ledger.record(push as never);
    expect(ledger.counts).toMatchObject({ recorded: 0, skipped: 6 });
    ledger.record({ endpoint: ENDPOINT });
    expect(ledger.counts).toMatchObject({ recorded: 1, lost: 1 });
    expect(() => openLedger({ url: 'nowhere' })).toThrow(TypeError);
  });

  it('says once that it does not know the salt, by a warning of the process unless it is asked otherwise', async () => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const { push } = await start({ salt: undefined, onTrouble: undefined });
    push();
    push();
    push({ publicKey: 'BKey' });
    expect(warned.mock.calls).toEqual([
      [expect.stringContaining('VAPID'), { type: 'OffstageLedgerWarning', code: 'OFFSTAGE_NO_SALT' }],
    ]);
    warned.mockRestore();
  });
});
