import { expect, test } from 'vitest';
import { createLogModel, type LogModel } from '../model/log-model.ts';
import { sampleLog } from '../samples/sample-log.ts';
import { compileFilter } from './compile.ts';
import { positionsOf } from './positions-of.ts';
import { createRows } from './rows.ts';
import { createScan, type ScanQuery, type ScanResult } from './scan.ts';

const loaded = (count = 300): LogModel => {
  const model = createLogModel();
  model.append(sampleLog({ count }));
  model.setAlive(new Set(), 0, model.high);
  return model;
};

function scan(model: LogModel, filter: string, more: Partial<ScanQuery> = {}): ScanResult {
  const job = createScan(model, {
    groups: compileFilter(filter),
    range: undefined,
    extent: [model.earliest, model.latest + 1],
    buckets: 10,
    stackBy: 'service',
    lifetimes: false,
    ...more,
  });
  while (!job.advance(37));
  return job.result();
}

const events = (model: LogModel, result: ScanResult): string[] =>
  Array.from(result.rows, (at) => model.entry(at).event);

test('without a filter every entry is a row, in order', () => {
  const model = loaded();
  const result = scan(model, '');
  expect([...result.rows]).toEqual(Array.from({ length: model.size }, (_, at) => at));
  expect(result.matched).toBe(model.size);
  expect(result.done).toBe(true);
});

test.each([
  ['service:pushmessaging', (one: ReturnType<LogModel['entry']>) => one.service === 'pushMessaging'],
  ['event:"sync event failed"', (one: ReturnType<LogModel['entry']>) => one.event === 'sync event failed'],
  ['instance:outbox', (one: ReturnType<LogModel['entry']>) => one.instanceId.startsWith('outbox')],
  ['meta.status:success', (one: ReturnType<LogModel['entry']>) => one.metadata.Status === 'Success'],
  ['-context:worker', (one: ReturnType<LogModel['entry']>) => one.context === 'page'],
  ['has:error', (one: ReturnType<LogModel['entry']>) => one.detail.error !== undefined],
  ['bytes>10', (one: ReturnType<LogModel['entry']>) => (one.detail.payload?.bytes ?? 0) > 10],
  [
    'error:"failed to fetch"',
    (one: ReturnType<LogModel['entry']>) => one.detail.error?.message === 'Failed to fetch',
  ],
  ['type:csp-violation', (one: ReturnType<LogModel['entry']>) => one.instanceId === 'csp-violation'],
  ['nosuchkey:x', () => false],
] as const)('%s', (filter, wanted) => {
  const model = loaded();
  const expected = Array.from({ length: model.size }, (_, at) => at).filter((at) => wanted(model.entry(at)));
  expect([...scan(model, filter).rows]).toEqual(expected);
});

test('values of one key are alternatives, different keys all apply', () => {
  const model = loaded();
  const found = scan(model, 'service:notifications,pushMessaging outcome:failed');
  expect(found.matched).toBeGreaterThan(0);
  for (const at of found.rows) {
    expect(['notifications', 'pushMessaging']).toContain(model.entry(at).service);
    expect(model.standing(at)).toBe('failed');
  }
});

test('a facet counts what choosing a value would show', () => {
  const model = loaded();
  const found = scan(model, 'service:pushMessaging outcome:failed');
  for (const [service, count] of found.facets.service) {
    expect(scan(model, `service:${service} outcome:failed`).matched).toBe(count);
  }
  for (const [outcome, count] of found.facets.outcome) {
    if (outcome !== '') expect(scan(model, `service:pushMessaging outcome:${outcome}`).matched).toBe(count);
  }
});

test('the histogram counts what matches, the brush does not change it', () => {
  const model = loaded();
  const sum = (result: ScanResult) => result.counts.flat().reduce((a, b) => a + b, 0);
  const whole = scan(model, 'service:backgroundSync');
  expect(sum(whole)).toBe(whole.matched);
  const middle = (model.earliest + model.latest) / 2;
  const half = scan(model, 'service:backgroundSync', { range: [model.earliest, middle] });
  expect(sum(half)).toBe(whole.matched);
  expect(half.matched).toBeLessThan(whole.matched);
  expect(half.matched).toBeGreaterThan(0);
});

test('lifetimes: one row each, opened where only something inside matches', () => {
  const model = loaded();
  const all = scan(model, '', { lifetimes: true });
  expect(all.rows.length).toBeLessThan(model.size);
  const inside = scan(model, 'event:"clients.openWindow() called"', { lifetimes: true });
  expect(new Set(events(model, inside))).toEqual(new Set(['Push event dispatched']));
  const rows = createRows(model, inside, { lifetimes: true, toggled: new Set(), newestFirst: false });
  const names = Array.from({ length: rows.length }, (_, index) => model.entry(rows.at(index)).event);
  expect(names).toContain('Notification clicked');
  expect(rows.length).toBeGreaterThan(inside.rows.length);
});

test('behind the rows of lifetimes stand all their entries', () => {
  const model = loaded();
  const { rows } = scan(model, '', { lifetimes: true });
  expect([...positionsOf(model, rows, true)]).toEqual(Array.from({ length: model.size }, (_, at) => at));
});

test('newest first turns the order around and finds rows back', () => {
  const model = loaded();
  const result = scan(model, '');
  const rows = createRows(model, result, { lifetimes: false, toggled: new Set(), newestFirst: true });
  expect(rows.at(0)).toBe(model.high - 1);
  for (const index of [0, 7, rows.length - 1]) expect(rows.indexOf(rows.at(index))).toBe(index);
  expect(rows.indexOf(99_999)).toBe(-1);
});

test('what is found first is the newest', () => {
  const model = loaded();
  const job = createScan(model, {
    groups: [],
    range: undefined,
    extent: [model.earliest, model.latest],
    buckets: 4,
    stackBy: 'outcome',
    lifetimes: false,
  });
  expect(job.advance(10)).toBe(false);
  const early = job.result();
  expect(early.done).toBe(false);
  expect([...early.rows]).toEqual(Array.from({ length: 10 }, (_, index) => model.high - 10 + index));
});

test('what is handed out early does not change when the scan goes on', () => {
  const model = loaded();
  const job = createScan(model, {
    groups: [],
    range: undefined,
    extent: [model.earliest, model.latest + 1],
    buckets: 10,
    stackBy: 'service',
    lifetimes: true,
  });
  job.advance(40);
  const early = job.result();
  const before = structuredClone([early.counts, early.inside.size]);
  while (!job.advance(40));
  const late = job.result();
  expect([early.counts, early.inside.size]).toEqual(before);
  expect(late.counts).not.toBe(early.counts);
  const sum = (counts: ScanResult['counts']): number => counts.flat().reduce((all, one) => all + one, 0);
  expect(sum(late.counts)).toBe(model.size);
  expect(sum(early.counts)).toBe(40);
});
