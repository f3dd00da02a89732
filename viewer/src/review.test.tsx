import { examine } from '@offstage/sw-plugin/doctor';
import type { Detail, Entry, Service } from '@offstage/sw-plugin/log';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { checkFilter } from './filter/check-filter.ts';
import { positionsWithin } from './filter/positions-within.ts';
import { haystackOf } from './model/haystack.ts';
import { createLogModel } from './model/log-model.ts';
import { aboutReport } from './model/problem-of.ts';
import { policyAdvice } from './reports/policy-advice.ts';
import { sampleLog } from './samples/sample-log.ts';
import { showSource, showViewer } from './samples/show-viewer.tsx';
import { fileSource } from './sources/file-source.ts';
import { logFile } from './sources/save-log.ts';
import { entryOfReport } from './sources/server-entry.ts';
import { serverSource } from './sources/server-source.ts';
import type { Source } from './sources/source.ts';
import { formatBytes, formatDuration } from './text/format.ts';
import { laneBars } from './timeline/lane-bars.ts';

// In one file: it is one list of what a person found who used the viewer, one test for each. In one file: it is one list. The others are named after their number too: B1, B6, B7, B18
// and B22 in Viewer.test.tsx, B2 in delivery.test.ts, B4 in failed-things.test.ts, B21 in file-source.test.ts; B9, B13 to B15
// and B25 in test/layout.test.ts; B12 in server-viewer.test.ts of the end-to-end tests.

beforeAll(() => import('./LoadedViewer.tsx'), 60_000);
afterEach(() => vi.unstubAllGlobals());

const [sample] = sampleLog({ count: 1 }) as [Entry];
let made = 0;
const entry = (service: Service, event: string, more: Partial<Entry> = {}, detail: Detail = {}): Entry => {
  made++;
  return {
    ...sample,
    id: `x-${made}`,
    seq: made,
    service,
    event,
    time: sample.time + made * 1000,
    ...more,
    detail,
  };
};
const cells = (column: string): string[] =>
  [...document.querySelectorAll(`[role=gridcell][data-column=${column}]`)].map(
    (cell) => cell.textContent ?? '',
  );
const text = (selector: string): string => document.querySelector(selector)?.textContent ?? '';

const REPORT = {
  received: 1e12,
  time: 1e12,
  url: 'https://a.example/page',
  origin: 'https://a.example',
  endpoint: 'default',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:149.0) Gecko/20100101 Firefox/149.0',
  browser: 'Firefox',
  browserVersion: '149.0',
  group: '40f1f637',
  noise: '',
  weight: 1,
};
const report = (id: number, type: string, body: object) => ({ ...REPORT, id, type, body });

/** A server that has these reports, and groups of them. */
function serverWith(reports: readonly object[], groups: readonly object[] = []): Source {
  vi.stubGlobal('fetch', async (input: URL | string) => {
    const { pathname } = new URL(String(input));
    if (pathname === '/api/stream') return new Response(new ReadableStream());
    if (pathname === '/api/groups') return Response.json({ groups, next: null });
    if (pathname === '/api/endpoints') return Response.json({ endpoints: [] });
    if (pathname === '/api/rejections') return Response.json({ counts: {}, samples: [] });
    return Response.json({ reports, next: null, total: reports.length, type: [] });
  });
  return serverSource({ url: 'https://reports.example' });
}

test('B3: a silent push is not explained by who was looking', () => {
  const silent = sampleLog({ count: 120 }).filter(({ service }) => service === 'pushMessaging');
  const seen = silent.map((one) =>
    one.detail.outcome === 'silent' ? { ...one, detail: { ...one.detail, visibleClients: 1 } } : one,
  );
  const { findings } = examine(seen, { now: Date.now(), alive: new Set() });
  const about = findings.filter(({ title }) => /notification/i.test(title));
  expect(about.length).toBeGreaterThan(0);
  for (const { title, cause } of about) {
    expect(title).not.toMatch(/because the site was/);
    expect(cause).toMatch(/^The push event ended and /);
  }
});

test('B5: a saved log has all that the doctor needs, though its rows are folded', async () => {
  const log = [
    ...sampleLog({ count: 60 }),
    entry('pushMessaging', 'Permission state', { own: true }, { name: 'push', permission: 'denied' }),
    entry('serviceWorker', 'Registration state', { own: true }),
  ];
  const model = createLogModel();
  model.append(log);
  const kept = Array.from(positionsWithin(model, undefined), model.entry);
  expect(kept.map(({ id }) => id).sort()).toEqual(log.map(({ id }) => id).sort());
  const file = await logFile(kept, { kind: 'log', service: undefined, now: new Date() });
  const { user } = await showSource('/viewer', fileSource(file as File));
  await user.click(screen.getByRole('button', { name: /Housekeeping/ }));
  await waitFor(() => expect(document.body.textContent).toContain('Registration state'));
});

test('B8: a server without entries of a service says so, and what the app has to do', async () => {
  await showSource('/viewer/push-messaging', serverWith([report(1, 'crash', {})]));
  expect(text('.os-empty-title')).toBe('No Push messaging events from users');
  expect(text('.os-empty')).toContain("upload: { url: 'https://reports.example/reports' }");
  expect(text('.os-empty')).not.toContain('Reporting-Endpoints');
  expect(screen.getByRole('button', { name: 'Copy the code' })).toBeTruthy();
});

test('B10: nothing is called clean that was not checked', async () => {
  const clean = (): Element | null => document.querySelector('.os-doctor-clean');
  const seen = entry('reporting', 'Report observed', {}, { report: { type: 'crash', url: '', body: {} } });
  const { source, user } = await showViewer('/viewer', [seen]);
  expect(text('.os-doctor')).toContain('Checking');
  expect(clean()).toBeNull();
  await waitFor(() => expect(text('.os-doctor')).toContain('Not checked'));
  expect(clean()).toBeNull();
  act(() => source.push(...sampleLog({ count: 60 })));
  await waitFor(() => expect(text('.os-doctor')).toMatch(/\d errors/));
  // What was found in a log that is gone is not said of the empty one.
  await user.click(screen.getByRole('button', { name: 'Clear' }));
  await user.click(screen.getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(document.querySelector('[role=gridcell]')).toBeNull());
  expect(text('.os-doctor')).not.toMatch(/error/);
  expect(clean()).toBeNull();
  expect(examine([], { now: 1, alive: undefined }).verdict).toBe('unchecked');
  expect(examine([entryOfReport(report(1, 'csp-violation', {}))], { now: 1, alive: undefined }).verdict).toBe(
    'unchecked',
  );
});

test('B11: one problem of two registrations is one finding', () => {
  const states = ['granted', 'denied'].flatMap((permission, minute) =>
    ['https://notes.example/', 'https://notes.example/pay/'].map((scope) =>
      entry(
        'notifications',
        'Permission state',
        { scope, own: true, context: 'page', time: sample.time + minute * 60_000 },
        { name: 'notifications', permission },
      ),
    ),
  );
  const { findings } = examine(states, { now: Date.now(), alive: new Set() });
  expect(findings.filter(({ rule }) => rule === 'D22').length).toBeLessThan(2);
});

test('B16, B17: range and counts are of what is listed; what is hidden is counted apart', async () => {
  const other = { origin: 'https://other.example/', storageKey: 'https://other.example/' };
  const log = [
    ...sampleLog({ count: 60 }),
    ...[1, 2, 3].map((hour) =>
      entry('serviceWorker', 'Registration state', { own: true, time: sample.time + hour * 3_600_000 }),
    ),
    entry('pushMessaging', 'Push event dispatched', other),
    entry('pushMessaging', 'Push event dispatched', other),
  ];
  const { user } = await showViewer('/viewer/push-messaging?view=flat', log);
  const own = sampleLog({ count: 60 }).filter(({ service }) => service === 'pushMessaging').length;
  expect(text('.os-filter-count')).toBe(`${own} events`);
  expect(text('[aria-current=page] .os-count')).toBe(String(own));
  expect(cells('event')).toHaveLength(own);
  // Hours in which a page only noted how things stood would leave most of the chart blank.
  const ends = screen.getAllByRole('slider').map((one) => Number(one.getAttribute('aria-valuemax')));
  expect(Math.max(...ends) - sample.time).toBeLessThan(3_600_000);
  await user.click(screen.getByRole('button', { name: 'As a table' }));
  await waitFor(() => expect(document.querySelector('.os-bucket-table')).toBeTruthy());
  const rows = [...document.querySelectorAll('.os-bucket-table tbody tr')];
  const sum = rows
    .flatMap((row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent)))
    .reduce((all, one) => all + one, 0);
  expect(sum).toBe(own);
  await user.click(screen.getByRole('checkbox', { name: 'Show events from other domains' }));
  await waitFor(() => expect(text('.os-filter-count')).toBe(`${own + 2} events`));
});

test('B17: where everything is of other origins, the empty table says how many', async () => {
  const other = { origin: 'https://other.example/', storageKey: 'https://other.example/' };
  const { user } = await showViewer('/viewer/push-messaging', [
    entry('pushMessaging', 'Push event dispatched', other),
    entry('pushMessaging', 'Push event dispatched', other),
  ]);
  expect(text('.os-empty')).toContain('2 events');
  await user.click(within(document.querySelector('.os-empty') as HTMLElement).getByRole('button'));
  await waitFor(() => expect(cells('event')).toHaveLength(2));
});

test('B19: words find the browser, its version, its system and its own name for itself', () => {
  const found = haystackOf(entryOfReport(report(1, 'crash', { reason: 'oom' })));
  for (const word of ['firefox', '149.0', 'linux', 'gecko', 'oom', 'default']) expect(found).toContain(word);
  expect(checkFilter('browser:Firefox version>148 os:linux agent:gecko')).toEqual([]);
});

test('B20: lifetimes are compared by how they went; Escape ends it', async () => {
  const log = sampleLog({ count: 200 });
  const ends = (outcome: string): Entry =>
    log.find((one) => one.service === 'pushMessaging' && one.detail.outcome === outcome) as Entry;
  const { user } = await showViewer(`/viewer/push-messaging?e=${ends('ok').id}&c=${ends('failed').id}`, log);
  const rows = (): string[] =>
    [...document.querySelectorAll('.os-comparison tbody tr')].map((row) => row.textContent ?? '');
  await waitFor(() => expect(rows().length).toBeGreaterThan(2));
  expect(rows().some((row) => /^outcome"failed""ok"/.test(row))).toBe(true);
  expect(rows().some((row) => row.startsWith('error'))).toBe(true);
  expect(rows().some((row) => row.startsWith('happened'))).toBe(true);
  (document.querySelector('.os-grid') as HTMLElement).focus();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(document.querySelector('.os-comparison')).toBeNull());
  expect(screen.getByRole('region', { name: 'Details' })).toBeTruthy();
});

test('B21: a file says which browser it is from', async () => {
  const header = {
    offstage: 'log',
    version: 1,
    saved: '2026-01-02T03:04:05Z',
    userAgent: REPORT.userAgent,
    entries: 1,
  };
  const file = new File([`${JSON.stringify(header)}\n${JSON.stringify(sample)}\n`], 'a.jsonl');
  await showSource('/viewer', fileSource(file));
  await waitFor(() => expect(text('.os-notice')).toMatch(/Firefox 149.*2026-01-02.*1 entry/));
});

test('B22: on a server it is everybody’s reports that Clear would remove, and it says so', async () => {
  const { user } = await showSource('/viewer/reporting-api', serverWith([report(1, 'crash', {})]));
  await user.click(await screen.findByRole('button', { name: 'Clear' }));
  expect(screen.getByRole('alertdialog').textContent).toMatch(/all users/);
});

test('B24: two workers at once lie in two lanes; only lanes with something in them are drawn', () => {
  const model = createLogModel();
  const at = (second: number, boot: string): Entry =>
    entry('pushMessaging', 'Worker started', { boot, time: sample.time + second * 1000 });
  model.append([at(0, 'a'), at(2, 'b'), at(4, 'a'), at(6, 'b')]);
  const bars = laneBars(model, new Int32Array([0, 1, 2, 3]), false, [sample.time, sample.time + 10_000], 100);
  const workers = bars.filter(({ color }) => color === 'moment');
  expect(workers.map(({ lane }) => lane)).toHaveLength(2);
  expect(new Set(workers.map(({ lane }) => lane)).size).toBe(2);
  expect(new Set(bars.map(({ lane }) => lane)).size).toBe(3);
});

test('B26: a click on a chosen group opens it, and the filter keeps its name', async () => {
  const violation = (id: number) =>
    report(id, 'csp-violation', { effectiveDirective: 'img-src', blockedURL: 'https://cdn.example/a.png' });
  const group = {
    group: REPORT.group,
    type: 'csp-violation',
    title: 'img-src blocked https://cdn.example',
    count: 2,
    firstSeen: 1e12,
    lastSeen: 1e12,
    browsers: ['Firefox'],
    noise: '',
  };
  const source = serverWith([violation(2), violation(1)], [group]);
  const { user } = await showSource('/viewer/reporting-api?view=lifetimes', source);
  const row = await waitFor(() => {
    const found = document.querySelector<HTMLElement>('[role=gridcell][data-column=instanceId]');
    expect(found?.textContent).toBe('csp-violation');
    return found as HTMLElement;
  });
  await user.click(row);
  await user.click(document.querySelector('[role=gridcell][data-column=instanceId]') as HTMLElement);
  await waitFor(() =>
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Filter' }).value).toBe(
      'problem:"img-src blocked https://cdn.example"',
    ),
  );
});

test('B27: units, keys and messages', async () => {
  expect([formatBytes(1), formatBytes(16)]).toEqual(['1 byte', '16 bytes']);
  expect(formatDuration(48_940)).toBe('49 sec');
  // A button that copies takes away what another says: they would lie on each other.
  vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText: async () => {} }, platform: '' });
  const { user } = await showViewer(`/viewer?e=${sample.id}`, [sample]);
  await screen.findByRole('region', { name: 'Details' });
  const copies = [...document.querySelectorAll<HTMLElement>('.os-details-actions .os-copy button')];
  expect(copies.length).toBe(2);
  for (const button of copies) {
    fireEvent.click(button);
    await waitFor(() => expect(button.parentElement?.textContent).toContain('Copied'));
  }
  const said = (): Element[] =>
    [...document.querySelectorAll('.os-copy-said')].filter((one) => one.textContent !== '');
  await waitFor(() => expect(said()).toHaveLength(1));
  (document.querySelector('.os-grid') as HTMLElement).focus();
  await user.keyboard('?');
  const line = [...(await screen.findByRole('dialog')).querySelectorAll('tr')].map((one) => one.textContent);
  expect(line).toContain('{}Previous or next panel');
  // Nobody would find `meta.` otherwise.
  expect(line.some((one) => one?.startsWith('meta.status:success'))).toBe(true);
  expect(line.some((one) => one?.includes('wheel'))).toBe(true);
});

test('B27: a file that is none says so once', async () => {
  await showSource('/viewer', fileSource(new File(['no log'], 'x.txt')));
  await screen.findByText(/This file is no log/);
  expect(document.body.textContent?.match(/This file is no log/g)).toHaveLength(1);
});

test('B28: what is of the page’s own origin is ’self’, and a blocked path is named', () => {
  const body = {
    effectiveDirective: 'img-src',
    blockedURL: 'https://a.example/dot.svg',
    originalPolicy: "default-src 'none'",
  };
  expect(policyAdvice({ type: 'csp-violation', url: REPORT.url, body })).toMatchObject({
    line: "img-src 'self'",
  });
  expect(aboutReport({ type: 'csp-violation', url: REPORT.url, body })).toBe('img-src blocked /dot.svg');
});

test('B29: a toggle says what it is or how it stands, not both', async () => {
  await showViewer();
  const pressed = [...document.querySelectorAll<HTMLElement>('[aria-pressed]')];
  expect(pressed.length).toBeGreaterThan(3);
  for (const button of pressed) {
    const name = button.getAttribute('aria-label') ?? button.textContent ?? '';
    expect(name).not.toMatch(/^(Start|Stop|Show|Hide|Pause|Resume)\b/);
  }
  for (const name of [/recording events$/, /^(Pause|Resume)$/]) {
    expect(screen.getByRole('button', { name }).hasAttribute('aria-pressed')).toBe(false);
  }
});

test('B30: what is spoken is the answer to what was typed last, never to what was before', async () => {
  await showViewer('/viewer?view=flat');
  const spoken: string[] = [];
  const live = document.querySelector('.os-hidden[role=status]') as HTMLElement;
  const observer = new MutationObserver(() => spoken.push(live.textContent ?? ''));
  observer.observe(live, { childList: true, characterData: true, subtree: true });
  const input = screen.getByRole('combobox', { name: 'Filter' });
  const type = (value: string): void => void fireEvent.change(input, { target: { value } });
  type('outcome:failed');
  await waitFor(() => expect(spoken.at(-1)).toMatch(/^[1-9]\d* events match$/));
  spoken.length = 0;
  type('nothing');
  type('nothing-has-this');
  await waitFor(() => expect(spoken.length).toBeGreaterThan(0));
  expect(spoken).toEqual(['0 events match']);
  observer.disconnect();
});
