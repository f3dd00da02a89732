import type { Entry } from '@offstage/sw-plugin/log';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import fc from 'fast-check';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { haystackOf } from './model/haystack.ts';
import { sampleLog } from './samples/sample-log.ts';
import { sampleSource } from './samples/sample-source.ts';
import { fileSource } from './sources/file-source.ts';
import { readEntry } from './sources/read-entry.ts';
import { entryOfReport } from './sources/server-entry.ts';
import { serverSource } from './sources/server-source.ts';
import type { Source } from './sources/source.ts';
import { viewerRoutes } from './viewer-routes.tsx';

beforeAll(() => import('./LoadedViewer.tsx'), 60_000);
afterEach(() => vi.unstubAllGlobals());

const samples = sampleLog({ count: 120 });
const [push] = samples.filter(({ event }) => event === 'Push event dispatched') as [Entry];

/** Names that objects inherit, and names that views look up in tables. */
const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'ok', 'failed', ''];
const name = fc.constantFrom(...NAMES);
const value = fc.oneof(name, fc.jsonValue({ maxDepth: 3 }), fc.constant(null), fc.double({ noNaN: true }));

const ENVELOPE = [
  'id',
  'instanceId',
  'metadata',
  'span',
  'parent',
  'context',
  'boot',
  'origin',
  'scope',
  'trusted',
  'own',
];
const DETAIL = [
  'phase',
  'type',
  'outcome',
  'duration',
  'error',
  'extensions',
  'payload',
  'shown',
  'notification',
  'url',
  'tag',
  'attempt',
  'fetch',
  'payment',
  'report',
  'reason',
  'server',
  'endpoints',
  'malformed',
  'permission',
  '__proto__',
];
const extension = fc.record(
  { method: value, at: value, state: value, settled: value, error: value },
  { requiredKeys: [] },
);
const member = fc.oneof(
  value,
  fc.record({ name: value, message: value, stack: value }, { requiredKeys: [] }),
  fc.record({ bytes: value, text: value, base64: value }, { requiredKeys: [] }),
  fc.array(extension, { maxLength: 3 }),
  fc.record({ type: name, url: value, body: value }, { requiredKeys: [] }),
);

/** A line as Offstage writes it, with some members that are not. */
const nearly = fc
  .tuple(
    fc.constantFrom(...samples),
    fc.dictionary(fc.constantFrom(...ENVELOPE), value, { maxKeys: 3 }),
    fc.dictionary(fc.constantFrom(...DETAIL), member, { maxKeys: 4 }),
    fc.dictionary(fc.constantFrom('time', 'service', 'event', 'detail'), value, { maxKeys: 1 }),
  )
  .map(([sample, envelope, detail, rest]) =>
    JSON.stringify({ ...sample, ...envelope, detail: { ...sample.detail, ...detail }, ...rest }),
  );
const line = fc.oneof({ weight: 4, arbitrary: nearly }, fc.json({ maxDepth: 4 }));

async function show(source: Source, path = '/viewer?view=flat'): Promise<void> {
  const routes = viewerRoutes({ sources: [source], isolate: 'none' });
  const router = createMemoryRouter(routes, { initialEntries: [path] });
  render(<RouterProvider router={router} />);
  await screen.findByRole('navigation', { name: 'Panels' });
}

const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.os-rows-shown [role=row]')];

/** Looks around: the first rows with their details, each panel, and a word in the filter. */
async function lookAround(): Promise<void> {
  for (const row of rows().slice(0, 4)) {
    fireEvent.click(row);
    await screen.findByRole('region', { name: 'Details' });
  }
  fireEvent.change(screen.getByRole('combobox', { name: 'Filter' }), { target: { value: 'word' } });
  await act(async () => {});
  for (const panel of ['Reporting API', 'Push messaging', 'Registered now', 'All services']) {
    fireEvent.click(screen.getByRole('link', { name: new RegExp(`^${panel}`) }));
    await act(async () => {});
  }
}

/** Nothing stands in for what failed. */
function expectWhole(): void {
  expect(document.querySelector('.os-broken')).toBeNull();
  expect(document.body.textContent).not.toContain('⚠');
  expect(screen.getByRole('navigation', { name: 'Panels' })).toBeTruthy();
}

test('any JSON as a line: an entry whose members are as they have to be, and what was taken out', () => {
  fc.assert(
    fc.property(line, (text) => {
      const raw: unknown = JSON.parse(text);
      const entry = readEntry(raw, 1);
      if (entry === undefined) return;
      haystackOf(entry);
      const { malformed = {}, ...detail } = entry.detail;
      const before = raw as Record<string, unknown> & { detail?: Record<string, unknown> };
      for (const key of Object.keys(before)) {
        const now = key === 'seq' ? 1 : Object.entries(entry).find(([one]) => one === key)?.[1];
        if (key === 'seq' || key === 'detail') continue;
        if (now !== before[key]) expect(Object.keys(malformed as object)).toContain(key);
      }
      if (typeof before.detail !== 'object' || before.detail === null || Array.isArray(before.detail)) return;
      for (const [key, one] of Object.entries(before.detail)) {
        if (key === 'malformed' || Object.entries(detail).some(([name, now]) => name === key && now === one))
          continue;
        expect(Object.keys(malformed as object)).toContain(`detail.${key}`);
      }
    }),
    { numRuns: 2000 },
  );
});

test('any JSON as lines of a file: all of it is shown, or counted as left out', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 4, maxLength: 8 }), async (lines) => {
      const header = JSON.stringify({ offstage: 'log', version: 1, entries: lines.length });
      const file = new File([[header, JSON.stringify(push), ...lines].join('\n')], 'forged.jsonl');
      const readable = lines.filter((text) => readEntry(JSON.parse(text), 1) !== undefined).length;
      await show(fileSource(file), '/viewer?view=flat&f=kind%3Aactivity%2Chousekeeping');
      await waitFor(() => expect(rows()).toHaveLength(readable + 1), { timeout: 5000 });
      const lost = lines.length - readable;
      const said = document.querySelector('.os-notice')?.textContent;
      if (lost > 0) expect(said).toContain(`${lost} ${lost === 1 ? 'line' : 'lines'} could not be read`);
      await lookAround();
      expectWhole();
      cleanup();
    }),
    { numRuns: 5 },
  );
}, 120_000);

test('any JSON as the body of a report: the viewer shows it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom('background-service', 'csp-violation', '__proto__'), line), {
        minLength: 3,
        maxLength: 6,
      }),
      async (posted) => {
        const reports = posted.map(([type, body], index) => ({
          id: index + 1,
          received: 1e12,
          time: 1e12,
          type,
          url: 'https://a.example/',
          origin: 'https://a.example',
          endpoint: 'default',
          userAgent: '',
          browser: '',
          browserVersion: '',
          group: 'g',
          noise: '',
          weight: 1,
          body: JSON.parse(body),
        }));
        vi.stubGlobal('fetch', async (input: URL | string) => {
          const { pathname } = new URL(String(input));
          if (pathname === '/api/stream') return new Response(new ReadableStream());
          if (pathname === '/api/groups') return Response.json({ groups: [null, { group: 1 }], next: null });
          if (pathname === '/api/endpoints') return Response.json({ endpoints: ['__proto__'] });
          return Response.json({
            reports: reports.toReversed(),
            next: null,
            total: reports.length,
            type: [],
          });
        });
        await show(
          serverSource({ url: 'https://reports.example' }),
          '/viewer?view=flat&f=kind%3Aactivity%2Chousekeeping',
        );
        await waitFor(() => expect(rows()).toHaveLength(reports.length), { timeout: 5000 });
        await lookAround();
        expectWhole();
        cleanup();
      },
    ),
    { numRuns: 3 },
  );
}, 120_000);

const forged = (detail: object): Entry =>
  entryOfReport({
    id: 7,
    received: 1e12,
    time: 1e12,
    type: 'background-service',
    url: '',
    origin: '',
    endpoint: 'default',
    userAgent: '',
    browser: '',
    browserVersion: '',
    group: 'g',
    noise: '',
    weight: 1,
    body: { time: 1e12, event: 'x', service: 'pushMessaging', detail },
  });

test.each([
  ['an outcome that objects inherit', { phase: 'end', outcome: '__proto__' }],
  ['an error that is none', { error: null }],
  ['extensions that are a text', { extensions: 'abc' }],
  ['an extension that is none', { extensions: [null] }],
  ['a state that objects inherit', { extensions: [{ method: 'waitUntil', at: 1, state: '__proto__' }] }],
  ['a stack that is a number', { error: { name: 'E', message: 'm', stack: 5 } }],
  ['a payload that is a number', { payload: { bytes: 1, text: 5 } }],
])('%s is shown as malformed', async (_, detail) => {
  await show(
    sampleSource([
      { ...forged(detail), origin: 'https://notes.example/', storageKey: 'https://notes.example/' },
    ]),
  );
  await waitFor(() => expect(rows()).toHaveLength(1));
  fireEvent.click(rows()[0] as HTMLElement);
  const details = await screen.findByRole('region', { name: 'Details' });
  expect(details.textContent).toContain('Malformed');
  await lookAround();
  expectWhole();
});

test('nested without end: it is cut off, and says so', () => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  const entry = readEntry(
    JSON.parse(`{"time":1,"event":"x","service":"reporting","detail":{"report":{"body":${deep}}}}`),
    1,
  );
  expect(JSON.stringify(entry)).toContain('deeper than 64 levels');
});

test('what fails all the same leaves the rest usable, and names the entry', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  // No source outside gives this; the log of this origin is written by the app's own `redact`.
  const broken = { ...push, id: 'broken-1', detail: { extensions: 'abc' } } as unknown as Entry;
  await show(sampleSource([push, broken]));
  await waitFor(() => expect(rows()).toHaveLength(2));
  fireEvent.click(rows()[1] as HTMLElement);
  expect((await screen.findByRole('alert')).textContent).toContain('broken-1');
  expect(rows()).toHaveLength(2);
  fireEvent.click(rows()[0] as HTMLElement);
  await screen.findByRole('region', { name: 'Details' });
  expect(screen.queryByRole('alert')).toBeNull();
});
