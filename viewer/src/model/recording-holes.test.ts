import type { Detail, Entry, Recording, Service } from '@offstage/sw-plugin/log';
import { expect, test } from 'vitest';
import { createLogModel, type LogModel } from './log-model.ts';
import { missingIn, recordingHoles } from './recording-holes.ts';

type Line = readonly [time: number, service: Service, event: string, detail?: Detail];
const modelOf = (...lines: readonly Line[]): LogModel => {
  const model = createLogModel();
  model.append(
    lines.map(
      ([time, service, event, detail = {}], index): Entry => ({
        seq: index + 1,
        id: `e${index}`,
        time,
        service,
        event,
        instanceId: '',
        metadata: {},
        detail,
        context: 'page',
        boot: '',
        origin: '',
        storageKey: '',
        scope: '',
        scriptURL: '',
        trusted: true,
      }),
    ),
  );
  return model;
};
const SERVICES = ['pushMessaging', 'backgroundSync'] as const;
const holesOf = (model: LogModel, recording?: Partial<Record<Service, boolean>>) => {
  const states = new Proxy(
    {},
    { get: (_, id: Service) => ({ recording: recording?.[id] ?? true, until: 0 }) },
  );
  return recordingHoles(model, recording && (states as Recording)).flatMap(({ service, from, to }) =>
    SERVICES.includes(service as never) ? [[service, from, to]] : [],
  );
};

test('a recording that was stopped and started again leaves a hole of that service alone', () => {
  const model = modelOf(
    [100, 'pushMessaging', 'Push event dispatched'],
    [200, 'pushMessaging', 'Recording stopped'],
    [250, 'backgroundSync', 'Registered sync'],
    [300, 'pushMessaging', 'Recording started'],
    [400, 'pushMessaging', 'Push event dispatched'],
  );
  expect(holesOf(model, {})).toEqual([['pushMessaging', 200, 300]]);
  expect(missingIn(recordingHoles(model, undefined), 210, 220)).toEqual({
    services: ['pushMessaging'],
    before: false,
  });
  expect(missingIn(recordingHoles(model, undefined), 310, 320)).toEqual({ services: [], before: false });
  expect(missingIn(recordingHoles(model, undefined), 50, 60)).toEqual({ services: [], before: true });
});

test('what was lost before it was uploaded is a hole: of all services, or of the one that it is said of', () => {
  const lost = 'Entries lost before upload';
  const model = modelOf(
    [100, 'pushMessaging', 'Push event dispatched'],
    [300, 'serviceWorker', lost, { reason: 'age', count: 7, from: 150, to: 300 }],
    [400, 'pushMessaging', lost, { reason: 'cap', count: 1, from: 310, to: 390, all: false }],
  );
  expect(holesOf(model)).toEqual(
    expect.arrayContaining([
      ['pushMessaging', 150, 300],
      ['backgroundSync', 150, 300],
      ['pushMessaging', 310, 390],
    ]),
  );
  expect(holesOf(model)).toHaveLength(3);
});

test.each<[string, readonly Line[], Partial<Record<Service, boolean>>, ...[number, number][]]>([
  ['stopped for good', [[100, 'pushMessaging', 'Recording stopped']], {}, [100, Infinity]],
  ['started after a time without', [[100, 'pushMessaging', 'Recording started']], {}, [-Infinity, 100]],
  [
    'ended by itself',
    [
      [90, 'pushMessaging', 'Recording stopped'],
      [100, 'pushMessaging', 'Recording started', { until: 500 }],
      [900, 'backgroundSync', 'Registered sync'],
    ],
    { pushMessaging: false },
    [90, 100],
    [500, Infinity],
  ],
  [
    'ended by itself, started again',
    [
      [90, 'pushMessaging', 'Recording stopped'],
      [100, 'pushMessaging', 'Recording started', { until: 500 }],
      [700, 'pushMessaging', 'Recording started', { until: 900 }],
    ],
    {},
    [90, 100],
    [500, 700],
  ],
  [
    'off since before the log',
    [[100, 'backgroundSync', 'Registered sync']],
    { pushMessaging: false },
    [-Infinity, Infinity],
  ],
  [
    'stopped by a version that did not say so',
    [
      [100, 'pushMessaging', 'Push event dispatched'],
      [200, 'backgroundSync', 'Registered sync'],
    ],
    { pushMessaging: false },
    [100, Infinity],
  ],
])('%s', (_, lines, recording, ...expected) => {
  const model = modelOf(...lines);
  expect(holesOf(model, recording)).toEqual(expected.map((span) => ['pushMessaging', ...span]));
});

test('the log begins somewhere: before that there is nothing to be told', () => {
  expect(recordingHoles(modelOf([100, 'pushMessaging', 'Push event dispatched']), undefined)).toEqual([
    { service: undefined, from: -Infinity, to: 100 },
  ]);
  expect(recordingHoles(createLogModel(), undefined)).toEqual([]);
});
