import { expect, test } from 'vitest';
import { compare } from './compare.ts';
import { compareOrder } from './compare-order.ts';
import type { Observation } from './observation.ts';

const sync: Observation = {
  service: 'backgroundSync',
  event: 'Registered sync',
  instanceId: 'tag',
  origin: 'https://app.test/',
  storageKey: 'https://app.test/',
  time: 1000,
  metadata: {},
  inferred: false,
};
const dispatched = (time: number, lastChance = 'No'): Observation => ({
  ...sync,
  event: 'Dispatched sync event',
  time,
  metadata: { 'Last Chance': lastChance },
});

test('the same events are the same', () => {
  const both = [sync, dispatched(1001), dispatched(5000, 'Yes')];
  const rows = compare(both, both);
  expect(rows.map(({ event, paired, differences }) => [event, paired, differences])).toEqual([
    ['Dispatched sync event', 2, []],
    ['Registered sync', 1, []],
  ]);
  expect(compareOrder(both, both)).toEqual([]);
});

test('an event that we missed differs, and so does one that the browser has not', () => {
  expect(compare([sync], [])[0]?.differences).toEqual(['not logged: "tag"']);
  expect(compare([], [sync])[0]?.differences).toEqual([`not in the browser's log: "tag"`]);
});

test('a wrong value, a missing one and one too many differ', () => {
  const [row] = compare(
    [dispatched(1)],
    [{ ...dispatched(1), metadata: { 'Last Chance': 'Yes', Other: '' } }],
  );
  expect(row?.differences).toEqual([
    'Last Chance is "Yes", not "No"',
    `Other is not in the browser's metadata`,
  ]);
  expect(compare([dispatched(1)], [{ ...dispatched(1), metadata: {} }])[0]?.differences).toEqual([
    'Last Chance is undefined, not "No"',
  ]);
});

test('another instance id or origin is another event', () => {
  expect(compare([sync], [{ ...sync, instanceId: 'other' }])[0]?.differences).toHaveLength(2);
  expect(compare([sync], [{ ...sync, origin: 'https://other.test/' }])[0]?.differences).toHaveLength(2);
});

test('times may differ by 50 ms, unless inferred', () => {
  expect(compare([sync], [{ ...sync, time: 1050 }])[0]?.differences).toEqual([]);
  expect(compare([sync], [{ ...sync, time: 1060 }])[0]?.differences).toEqual(['60 ms apart']);
  expect(compare([sync], [{ ...sync, time: 3000, inferred: true }])[0]?.differences).toEqual([]);
});

test('what script cannot see is named and does not differ', () => {
  const delay = { ...sync, event: 'Got next event delay', service: 'periodicBackgroundSync' };
  const [row] = compare([delay], []);
  expect(row?.differences).toEqual([]);
  expect(row?.unseen).toEqual(['the browser keeps its back-off and schedule to itself']);

  const failed = { ...sync, event: 'sync event failed', metadata: { 'Next Attempt Delay (ms)': '1000' } };
  const [partly] = compare([failed], [{ ...failed, metadata: {} }]);
  expect(partly?.differences).toEqual([]);
  expect(partly?.unseen).toEqual([
    'Next Attempt Delay (ms): the browser keeps its back-off and schedule to itself',
  ]);
});

test('another order within an instance is found', () => {
  const browser = [sync, dispatched(1010)];
  expect(compareOrder(browser, [{ ...sync, time: 1020 }, dispatched(1010)])).toEqual([
    'https://app.test/ backgroundSync "tag": "Dispatched sync event" stands before "Registered sync"',
  ]);
});
