import type { Entry } from '@offstage/sw-plugin/log';
import { expect, test } from 'vitest';
import { createLogModel } from '../model/log-model.ts';
import { sampleLog } from '../samples/sample-log.ts';
import { compileFilter } from './compile.ts';
import { createScan } from './scan.ts';

const sample = sampleLog({ count: 1 })[0] as Entry;

/** An event and its end; the handler of each is fine as far as the log says. */
function handled(span: string, start: Partial<Entry>, end: Partial<Entry>): readonly Entry[] {
  const { parent: _, ...rest } = sample;
  const common = { ...rest, span, context: 'worker' } as const;
  return [
    { ...common, id: `${span}-a`, ...start, detail: { phase: 'start' } },
    { ...common, id: `${span}-z`, ...end, detail: { phase: 'end', outcome: 'ok', duration: 5 } },
  ];
}

const fetched = (span: string, kind: string): readonly Entry[] =>
  handled(
    span,
    { event: 'Background Fetch completed', metadata: { 'Event Type': `BackgroundFetch${kind}Event` } },
    { event: 'backgroundfetch event completed', metadata: {} },
  );

const paid = (span: string, type: string): readonly Entry[] =>
  handled(
    span,
    { event: 'Payment request', metadata: {} },
    { event: 'Payment response', metadata: { Type: type } },
  );

const synced = (span: string, status: string): readonly Entry[] =>
  handled(
    span,
    { event: 'Dispatched sync event', metadata: { 'Last Chance': 'Yes' } },
    { event: 'Sync completed', metadata: { Status: status } },
  );

test('B4: outcome:failed finds what failed, though its handler was fine', () => {
  const model = createLogModel();
  model.append([
    ...fetched('fetch-bad', 'Fail'),
    ...fetched('fetch-fine', 'Success'),
    ...paid('payment-bad', 'PAYMENT_METHOD_NAME_EMPTY'),
    ...paid('payment-fine', 'PAYMENT_EVENT_SUCCESS'),
    ...synced('sync-bad', 'waitUntil rejected'),
    ...synced('sync-fine', 'succeeded'),
  ]);
  model.setAlive(new Set(), 0, model.high);
  const spansOf = (filter: string): readonly (string | undefined)[] => {
    const job = createScan(model, {
      groups: compileFilter(filter),
      range: undefined,
      extent: [model.earliest, model.latest + 1],
      buckets: 1,
      stackBy: 'outcome',
      lifetimes: false,
    });
    while (!job.advance(100));
    return [...new Set(Array.from(job.result().rows, (at) => model.entry(at).span))];
  };
  expect(spansOf('outcome:failed')).toEqual(['fetch-bad', 'payment-bad', 'sync-bad']);
  expect(spansOf('outcome:ok')).toEqual(['fetch-fine', 'payment-fine', 'sync-fine']);
});
