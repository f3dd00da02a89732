import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Entry } from '@offstage/sw-plugin/log';
import { expect, test } from 'vitest';
import { sampleLog } from '../samples/sample-log.ts';
import { devToolsFileName, toDevTools } from './devtools-file.ts';
import { fileSource } from './file-source.ts';
import { type FileKind, logFile } from './save-log.ts';
import type { SourceState } from './source.ts';

const now = new Date(2026, 10, 24, 5, 6, 7);
const log = sampleLog({ count: 120 });

async function read(file: File): Promise<{ entries: Entry[]; state: SourceState }> {
  const entries: Entry[] = [];
  const state = await new Promise<SourceState>((done) => {
    fileSource(file).open({
      append: (batch) => entries.push(...batch),
      prepend: (batch) => entries.unshift(...batch),
      reset: () => entries.splice(0),
      state: (next) => next.phase !== 'loading' && done(next),
    });
  });
  return { entries, state };
}

async function file(entries: readonly Entry[], kind: FileKind, service?: string): Promise<File> {
  const written = await logFile(entries, { kind, service, now });
  if (written === undefined) throw new Error('nobody cancelled');
  return written;
}

const textFile = (text: string, name = 'x.jsonl'): File => new File([text], name);

test('a saved log opens as it was', async () => {
  const { entries, state } = await read(await file(log, 'log', undefined));
  expect(entries).toEqual(log);
  expect(state).toMatchObject({ phase: 'complete', lost: 0 });
});

test('B21: saved once more, it still says where it is from', async () => {
  const header = {
    offstage: 'log',
    version: 1,
    saved: '2026-01-02T03:04:05Z',
    userAgent: 'Phone/1',
    language: 'de',
    timeZone: 'Europe/Berlin',
    scopes: [],
    entries: 1,
  };
  const { entries, state } = await read(textFile(`${JSON.stringify(header)}\n${JSON.stringify(log[0])}`));
  expect(state.about).toEqual(header);
  const again = await logFile(entries, { kind: 'log', service: undefined, now, about: state.about });
  expect(JSON.parse((await again?.text())?.split('\n')[0] ?? '')).toMatchObject({
    userAgent: 'Phone/1',
    language: 'de',
    timeZone: 'Europe/Berlin',
  });
});

test('a file without line breaks is read in linear time', async () => {
  const before = performance.now();
  const { state } = await read(textFile('x'.repeat(40_000_000)));
  expect(state).toMatchObject({ phase: 'failed', reason: 'not-a-log' });
  expect(performance.now() - before).toBeLessThan(5000);
});

test('the file has the name and the shape that DevTools gives it', async () => {
  expect(devToolsFileName('pushMessaging', now)).toBe('pushMessaging-20261124T050607.json');
  const written = await file(log, 'devtools', 'pushMessaging');
  const text = await written.text();
  const saved = JSON.parse(text);
  expect(text).toBe(JSON.stringify(saved, undefined, 2));
  expect(Object.keys(saved[0])).toEqual([
    'timestamp',
    'origin',
    'serviceWorkerRegistrationId',
    'service',
    'eventName',
    'instanceId',
    'eventMetadata',
    'storageKey',
  ]);
});

test('what DevTools saved is saved again as it was', async () => {
  const events = [12, 13.25].map((second, index) => ({
    timestamp: 1_795_480_700 + second,
    origin: 'https://notes.example/',
    serviceWorkerRegistrationId: String(index),
    service: 'backgroundSync',
    eventName: 'Registered sync',
    instanceId: 'tag',
    eventMetadata: [{ key: 'Last Chance', value: 'No' }],
    storageKey: 'https://notes.example/',
  }));
  const text = JSON.stringify(events, undefined, 2);
  const { entries } = await read(textFile(text, 'x.json'));
  expect(await (await file(entries, 'devtools')).text()).toBe(text);
});

test('a file that DevTools saved opens', async () => {
  const { entries, state } = await read(await file(log, 'devtools', undefined));
  expect(state.phase).toBe('complete');
  expect(entries.map(({ event, time, metadata }) => [event, Math.round(time), metadata])).toEqual(
    log.filter(({ own }) => !own).map(({ event, time, metadata }) => [event, Math.round(time), metadata]),
  );
});

/** What Chromium's own recorder gave in a run of `pnpm parity`, two events of each name; others' where they are at hand. */
function recordedByChromium(): readonly object[] {
  // By path: the `URL` of this test's window is not Node's.
  const here = path.dirname(fileURLToPath(import.meta.url));
  const own = readFileSync(path.join(here, '../samples/recorded-by-chromium.json'), 'utf8');
  const others = path.join(here, '../../../../shared/vectors/cdp-samples.json');
  if (!existsSync(others)) return JSON.parse(own);
  const { scenarios } = JSON.parse(readFileSync(others, 'utf8'));
  const more = Object.values(scenarios as Record<string, { cdp: object[] }>).flatMap(({ cdp }) => cdp);
  return [...JSON.parse(own), ...more];
}

test('what Chromium recorded comes out as it went in', async () => {
  const events = recordedByChromium();
  expect(events.length).toBeGreaterThan(40);
  const { entries, state } = await read(textFile(JSON.stringify(events, undefined, 2), 'x.json'));
  expect(state).toEqual({ phase: 'complete', lost: 0 });
  const inOrder = (some: readonly object[]): unknown =>
    some.map((one) => JSON.stringify({ ...one, serviceWorkerRegistrationId: '0' })).sort();
  expect(inOrder(toDevTools(entries))).toEqual(inOrder(events));
});

test.each([
  ['not a log', 'hello\nworld\n', 'failed', 'not-a-log'],
  ['another JSON', '{"a":1}\n', 'failed', 'not-a-log'],
  ['an array of something else', '[{"a":1}]', 'failed', 'not-a-log'],
  ['broken', '[{{{', 'failed', 'not-a-log'],
])('%s', async (_, text, phase, reason) => {
  expect((await read(textFile(text))).state).toMatchObject({ phase, reason });
});

test('of a file that was cut off, the rest is shown', async () => {
  const whole = await (await file(log, 'log')).text();
  const lines = await read(textFile(whole.slice(0, whole.length * 0.6)));
  expect(lines.state).toMatchObject({ phase: 'complete', reason: 'truncated', lost: 1 });
  expect(lines.entries.length).toBeGreaterThan(40);
  const saved = await (await file(log, 'devtools')).text();
  const array = await read(textFile(saved.slice(0, saved.length * 0.6)));
  expect(array.state).toMatchObject({ phase: 'complete', reason: 'truncated' });
  expect(array.entries.length).toBeGreaterThan(20);
});

test('a newer version says so, and shows what it can', async () => {
  const whole = await (await file(log, 'log')).text();
  const newer = await read(
    textFile(
      whole
        .replace('"version":1', '"version":9')
        .replace('"service":"backgroundSync"', '"service":"teleport"'),
    ),
  );
  expect(newer.state).toMatchObject({ phase: 'complete', reason: 'newer-version', lost: 1 });
  expect(newer.entries).toHaveLength(log.length - 1);
});

test('reading can be cancelled', async () => {
  const phases: string[] = [];
  let count = 0;
  const big = sampleLog({ count: 9000 });
  const stop = fileSource(await file(big, 'log')).open({
    append: (batch) => {
      count += batch.length;
      if (count > 0) stop();
    },
    prepend() {},
    reset() {},
    state: ({ phase }) => phases.push(phase),
  });
  await new Promise((done) => setTimeout(done, 300));
  expect(count).toBe(2000);
  expect(phases).not.toContain('complete');
});
