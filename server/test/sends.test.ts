import { randomUUID } from 'node:crypto';
import { createApp, type Send } from '@offstage/server';
import { expect, test } from 'vitest';
import { sendOf } from '../src/ledger/send-schema.ts';
import { openTempStore } from './open-temp-store.ts';

const { store } = await openTempStore();
const tokens = { token: 'f'.repeat(16), readToken: 'r'.repeat(16), sendToken: 's'.repeat(16) };
const app = createApp({ store, ...tokens });

const send = (more: Partial<Send> = {}): Send => ({
  id: randomUUID(),
  time: Date.now(),
  service: 'push.example',
  device: 'd'.repeat(22),
  key: 'k'.repeat(22),
  status: 201,
  ...more,
});

async function post(body: unknown, token = tokens.sendToken): Promise<Record<string, unknown>> {
  const answer = await app.request('/api/sends', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, ...((await answer.json()) as Record<string, unknown>) };
}

const rejections = async () => {
  const answer = await app.request('/api/rejections', {
    headers: { authorization: `Bearer ${tokens.token}` },
  });
  return (await answer.json()) as {
    counts: Record<string, number>;
    samples: { sample: string; endpoint: string }[];
  };
};

test('a send counts once, however often it is posted, in one request or in several at a time', async () => {
  const [one, other] = [send(), send()];
  expect(await post({ sends: [one, one] })).toEqual({ status: 200, accepted: 1, known: 1, rejected: [] });
  const answers = await Promise.all(Array.from({ length: 5 }, () => post({ sends: [other, one] })));
  expect(answers.reduce((sum, { accepted }) => sum + Number(accepted ?? 0), 0)).toBe(1);
  expect(answers.every(({ status }) => status === 200)).toBe(true);
});

test('it takes the send token or the full one, and none that only reads', async () => {
  expect(await post({ sends: [] }, tokens.token)).toMatchObject({ status: 200, accepted: 0 });
  expect(await post({ sends: [] }, tokens.readToken)).toMatchObject({ status: 403, code: 'TOKEN_TOO_WEAK' });
  expect(await post({ sends: [] }, 'x'.repeat(16))).toMatchObject({ status: 401, code: 'TOKEN_NEEDED' });
});

test('a bad send costs only itself, says why, and is counted without a trace of what it held', async () => {
  const secret = 'https://push.example/secret';
  const bad: readonly (readonly [object, RegExp])[] = [
    [send({ id: '' }), /^id: /],
    [send({ id: 'x'.repeat(129) }), /^id: /],
    [send({ time: 12 }), /^time: .*31 days/],
    [send({ time: Date.now() + 2 * 86_400_000 }), /^time: /],
    [{ ...send(), time: '2026' }, /^time: /],
    [send({ service: secret }), /^service: must be a host/],
    [send({ device: secret }), /^device: must be 22/],
    [send({ device: undefined }), /needs a device/],
    [send({ key: 'short' }), /^key: /],
    [send({ status: 7 }), /^status: /],
    [send({ ttl: -1 }), /^ttl: /],
    [send({ campaign: 'x'.repeat(129) }), /^campaign: /],
    [
      send({ labels: Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`l${n}`, 'x'])) }),
      /^labels: must be 8/,
    ],
    [send({ labels: { 'a.b': 'x'.repeat(129) } }), /^labels/],
  ];
  const before = (await rejections()).counts['bad-send'] ?? 0;
  const answer = await post({ sends: [send(), ...bad.map(([one]) => one), 'text', null, send()] });
  expect(answer).toMatchObject({ status: 200, accepted: 2, known: 0 });
  const rejected = answer.rejected as { index: number; code: string; message: string }[];
  expect(rejected.map(({ index }) => index)).toEqual(Array.from({ length: bad.length + 2 }, (_, n) => n + 1));
  for (const [index, [, message]] of bad.entries()) expect(rejected[index]?.message).toMatch(message);
  const { counts, samples } = await rejections();
  expect(counts['bad-send']).toBe(before + bad.length + 2);
  expect(samples.at(-1)).toMatchObject({ endpoint: 'sends', sample: '' });
  expect(JSON.stringify([answer, samples])).not.toContain('secret');
});

test('what is no list of sends, too many or too large is refused whole, and counted', async () => {
  const before = (await rejections()).counts;
  expect(await post('no JSON')).toMatchObject({ status: 400, code: 'BAD_SENDS' });
  expect(await post({ sends: {} })).toMatchObject({ status: 400, code: 'BAD_SENDS' });
  expect(await post('null')).toMatchObject({ status: 400, code: 'BAD_SENDS' });
  expect(await post({ sends: Array.from({ length: 1_001 }, () => 1) })).toMatchObject({ status: 400 });
  expect(await post({ sends: ['x'.repeat(600_000)] })).toMatchObject({ status: 413, code: 'BAD_SENDS' });
  const { counts } = await rejections();
  expect((counts['not-json'] ?? 0) - (before['not-json'] ?? 0)).toBe(3);
  expect((counts['too-many'] ?? 0) - (before['too-many'] ?? 0)).toBe(1);
  expect((counts['too-large'] ?? 0) - (before['too-large'] ?? 0)).toBe(1);
});

test('texts that no store takes as they are do no harm', async () => {
  const odd = send({
    id: 'a\0b\ud800',
    campaign: '\0',
    labels: { '\ud800': '\0' },
    reason: '\0',
    topic: '"\\',
  });
  expect(await post({ sends: [odd] })).toMatchObject({ accepted: 1, rejected: [] });
  expect(await post({ sends: [odd] })).toMatchObject({ accepted: 0, known: 1 });
});

test('a label with so many colons that it may be hundreds is refused, and one with many is looked for', async () => {
  const ask = async (labels: number) => {
    const query = Array.from({ length: labels }, () => `label=${':'.repeat(129)}`).join('&');
    const answers = await Promise.all(
      ['funnel', 'pushes', 'export/pushes'].map((route) =>
        app.request(`/api/${route}?${query}`, { headers: { authorization: `Bearer ${tokens.token}` } }),
      ),
    );
    return answers.map(({ status }) => status);
  };
  expect(await ask(3)).toEqual([200, 200, 200]);
  expect(await ask(4)).toEqual([400, 400, 400]);
});

test('a send with many labels is refused before any is looked at', async () => {
  let looked = 0;
  const labels = new Proxy(Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`l${n}`, 'v'])), {
    get: (target, name) => {
      looked++;
      return Reflect.get(target, name);
    },
  });
  expect(sendOf({ ...send(), labels })).toEqual({ problem: 'labels: must be 8 at most' });
  expect(looked).toBe(0);
});
