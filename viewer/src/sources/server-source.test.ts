import type { Entry } from '@offstage/sw-plugin/log';
import { afterEach, expect, test, vi } from 'vitest';
import type { ReportFilter } from './server-api.ts';
import { serverSource } from './server-source.ts';
import type { SourceState } from './source.ts';

afterEach(() => vi.unstubAllGlobals());

const report = (id: number) => ({
  id,
  received: id,
  time: id,
  type: 'crash',
  url: 'https://a.example/',
  origin: 'https://a.example',
  endpoint: 'default',
  body: {},
});
const json = (value: unknown, status = 200): Response => Response.json(value, { status });

interface Opened {
  readonly entries: Entry[];
  readonly states: SourceState[];
  stop(): void;
}

function open(question?: ReportFilter): Opened {
  const entries: Entry[] = [];
  const states: SourceState[] = [];
  const stop = serverSource({ url: 'https://reports.example', token: 'secret' }).open(
    {
      append: (batch) => entries.push(...batch),
      prepend: (batch) => entries.unshift(...batch),
      reset: () => entries.splice(0),
      state: (state) => states.push(state),
    },
    question,
  );
  return { entries, states, stop };
}

test('the newest page comes first, then the older ones, then what arrives, after a lost connection too', async () => {
  const asked: string[] = [];
  let streams = 0;
  vi.stubGlobal('fetch', async (input: URL | string, init?: RequestInit) => {
    const url = new URL(String(input));
    expect(new Headers(init?.headers).get('authorization')).toBe('Bearer secret');
    asked.push(`${url.pathname}?${url.searchParams.get('cursor') ?? url.searchParams.get('after') ?? ''}`);
    if (url.pathname === '/api/stream') {
      streams++;
      const id = 10 + streams;
      return new Response(
        `event: ready\nid: 1\ndata: 1\n\n: still here\n\nevent: report\nid: ${id}\ndata: ${JSON.stringify(report(id))}\n\n`,
      );
    }
    return url.searchParams.has('cursor')
      ? json({ reports: [report(8), report(7)], next: null })
      : json({ reports: [report(10), report(9)], next: '9' });
  });
  const { entries, states, stop } = open();
  await vi.waitFor(() => expect(entries.map(({ seq }) => seq)).toEqual([7, 8, 9, 10, 11, 12]), {
    timeout: 15_000,
  });
  stop();
  expect(asked.slice(0, 4)).toEqual(['/api/reports?', '/api/reports?9', '/api/stream?10', '/api/stream?11']);
  expect(states.some(({ reason }) => reason === 'reconnecting')).toBe(true);
});

test('what is older than the newest 5,000 is loaded when asked for, twice as much each time', async () => {
  vi.stubGlobal('fetch', async (input: URL | string) => {
    const { pathname, searchParams } = new URL(String(input));
    if (pathname === '/api/facets') return json({ total: 12_000, type: [] });
    if (pathname === '/api/stream') return new Response('event: ready\nid: 1\ndata: 1\n\n');
    const newest = Number(searchParams.get('cursor') ?? 12_000);
    const count = Math.min(newest, Number(searchParams.get('limit')));
    const reports = Array.from({ length: count }, (_, index) => report(newest - index));
    return json({ reports, next: newest > count ? String(newest - count) : null });
  });
  const { entries, states, stop } = open();
  await vi.waitFor(() => expect(states.at(-1)?.older).toMatchObject({ loaded: 5_000, total: 12_000 }), {
    timeout: 15_000,
  });
  expect(entries[0]?.seq).toBe(7_001);
  states.at(-1)?.older?.load();
  await vi.waitFor(() => expect(states.at(-1)?.older).toMatchObject({ loaded: 10_000 }), { timeout: 15_000 });
  states.at(-1)?.older?.load();
  await vi.waitFor(() => expect(entries.length).toBe(12_000), { timeout: 15_000 });
  await expect.poll(() => states.at(-1)?.older).toBeUndefined();
  stop();
  expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 12_000 }, (_, index) => index + 1));
});

test.each([
  [401, 'unauthorized'],
  [503, 'server-error'],
  [0, 'unreachable'],
] as const)('%d is %s, and can be tried again', async (status, reason) => {
  let calls = 0;
  vi.stubGlobal('fetch', async () => {
    calls++;
    if (status === 0) throw new TypeError('Failed to fetch');
    return json({}, status);
  });
  const { states, stop } = open();
  await expect.poll(() => states.at(-1)).toMatchObject({ phase: 'failed', reason });
  states.at(-1)?.retry?.();
  await expect.poll(() => calls).toBe(2);
  stop();
});

test('a refusal while following ends the asking, and says what to do', async () => {
  let streams = 0;
  vi.stubGlobal('fetch', async (input: URL | string) => {
    const { pathname } = new URL(String(input));
    if (pathname !== '/api/stream') return json({ reports: [report(1)], next: null });
    streams++;
    return streams === 1 ? new Response('event: ready\nid: 1\ndata: 1\n\n') : json({}, 401);
  });
  const { states, stop } = open();
  await vi.waitFor(() => expect(states.at(-1)).toMatchObject({ phase: 'failed', reason: 'unauthorized' }), {
    timeout: 15_000,
  });
  const asked = streams;
  await new Promise((done) => setTimeout(done, 1500));
  expect(streams).toBe(asked);
  states.at(-1)?.retry?.();
  await expect.poll(() => streams).toBe(asked + 1);
  stop();
});

test('what is no report is counted, and the stream goes on behind it', async () => {
  let streams = 0;
  vi.stubGlobal('fetch', async (input: URL | string) => {
    const { pathname } = new URL(String(input));
    if (pathname !== '/api/stream') return json({ reports: [report(1), { id: 'x' }, null], next: null });
    streams++;
    if (streams > 1) return new Response(new ReadableStream());
    return new Response(
      `event: report\nid: 2\ndata: {{{\n\nevent: report\nid: 3\ndata: ${JSON.stringify(report(3))}\n\n`,
    );
  });
  const { entries, states, stop } = open();
  await expect.poll(() => entries.map(({ seq }) => seq)).toEqual([1, 3]);
  await expect.poll(() => states.at(-1)?.lost).toBe(3);
  stop();
});

test('what the server refused is taken as far as it is a count and a sample', async () => {
  vi.stubGlobal('fetch', async () =>
    json({
      counts: { 'not-json': 2, odd: 'x' },
      samples: [null, { reason: 'not-json', time: 2, endpoint: 'b', size: 7 }, { reason: 5 }],
    }),
  );
  expect(await serverSource({ url: 'https://reports.example' }).reports?.refusals()).toEqual({
    counts: { 'not-json': 2 },
    samples: [{ reason: 'not-json', time: 2, endpoint: 'b', size: 7 }],
  });
});

test('a question goes with every request, and what was there stays until its answer is', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (input: URL | string) => {
    const { pathname, search } = new URL(String(input));
    asked.push(`${pathname}${search}`);
    if (pathname === '/api/stream') return new Response('event: ready\nid: 1\ndata: 1\n\n');
    return json({ reports: [report(4)], next: null });
  });
  const { entries, stop } = open({ type: ['crash', 'x'], text: 'a b', from: 1, to: 2, noise: 'hide' });
  await expect.poll(() => asked.length).toBe(2);
  expect(asked[0]).toBe('/api/reports?type=crash&type=x&noise=hide&from=1&to=2&text=a+b&limit=200');
  expect(asked[1]).toBe('/api/stream?type=crash&type=x&noise=hide&from=1&to=2&text=a+b&after=4');
  expect(entries.map(({ seq }) => seq)).toEqual([4]);
  stop();
});

test('a token that only reads is told', async () => {
  vi.stubGlobal('fetch', async () =>
    Response.json({ reports: [report(1)], next: null }, { headers: { allow: 'GET' } }),
  );
  const { states, stop } = open();
  await expect.poll(() => states.at(-1)).toMatchObject({ phase: 'live', readOnly: true });
  stop();
});
