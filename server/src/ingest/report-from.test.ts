import { expect, test } from 'vitest';
import { createOrdinals } from './ordinals.ts';
import type { SentReport } from './parse-reports.ts';
import { reportFrom } from './report-from.ts';

const arrival = {
  received: 1_800_000_000_500,
  endpoint: 'csp',
  userAgent: 'Mozilla/5.0 Firefox/153.0',
  client: '',
};
const sent: SentReport = {
  type: 'csp-violation',
  url: 'https://a.example/page?q#f',
  userAgent: undefined,
  age: 2_000,
  body: { blockedURL: 'https://cdn.example/x.png', effectiveDirective: 'img-src' },
};

test('the time is arrival minus age; a nonsensical age is clamped', () => {
  expect(reportFrom(sent, arrival)).toMatchObject({ received: 1_800_000_000_500, time: 1_799_999_998_500 });
  const timeOf = (age: number | undefined) => reportFrom({ ...sent, age }, arrival).time;
  expect(timeOf(undefined)).toBe(arrival.received);
  expect(timeOf(-1e9)).toBe(arrival.received);
  expect(timeOf(1e15)).toBe(arrival.received - 2 * 86_400_000);
  expect(timeOf(Number.POSITIVE_INFINITY)).toBe(arrival.received - 2 * 86_400_000);
});

test('origin, endpoint, browser; the report’s own user agent wins over the header', () => {
  expect(reportFrom(sent, arrival)).toMatchObject({
    origin: 'https://a.example',
    endpoint: 'csp',
    browser: 'Firefox',
    browserVersion: '153',
  });
  expect(reportFrom({ ...sent, userAgent: 'X Chrome/156.0.1.2 Safari/537.36' }, arrival).browser).toBe(
    'Chrome',
  );
});

test('a report that is sent again has the same identity, at the same time of happening', () => {
  const again = reportFrom({ ...sent, age: 62_000 }, { ...arrival, received: arrival.received + 60_000 });
  const first = reportFrom(sent, arrival);
  expect([again.hash, again.slot, again.time]).toEqual([first.hash, first.slot, first.time]);
  expect(reportFrom({ ...sent, body: { blockedURL: 'other' } }, arrival).hash).not.toBe(first.hash);
  expect(reportFrom(sent, { ...arrival, client: '10.0.0.1' }).hash).not.toBe(first.hash);
});

test('shapes without an age are never sent again: each is its own', () => {
  const legacy = { ...sent, age: undefined };
  expect(reportFrom(legacy, arrival).hash).not.toBe(reportFrom(legacy, arrival).hash);
});

test('an uploaded entry tells app, scope and how many it stands for; a report does not', () => {
  const body = { id: 'b-1', app: '1.2', scope: 'https://a.example/', weight: 20 };
  expect(reportFrom({ ...sent, type: 'background-service', body }, arrival)).toMatchObject({
    app: '1.2',
    scope: 'https://a.example/',
    weight: 20,
  });
  expect(reportFrom({ ...sent, body }, arrival)).toMatchObject({ app: '', scope: '', weight: 1 });
  const of = (weight: unknown) =>
    reportFrom({ ...sent, type: 'background-service', body: { ...body, weight } }, arrival).weight;
  expect([0, -5, '20', 1e9].map(of)).toEqual([1, 1, 1, 10_000]);
});

test('an entry that was kept for as long as a log keeps any is as old as it says', () => {
  const old = { ...sent, type: 'background-service', age: 71 * 3_600_000, body: { id: 'b-old' } };
  expect(reportFrom(old, arrival).time).toBe(arrival.received - old.age);
});

test('an entry’s own time is believed where the clocks agree: so it is the same however slow the network was', () => {
  const time = arrival.received - 60_000;
  const of = (id: string, more: object, at = arrival.received) =>
    reportFrom(
      { ...sent, type: 'background-service', age: 60_000, body: { id, ...more } },
      { ...arrival, received: at },
    ).time;
  expect(of('b-2', { time }, arrival.received + 8_000)).toBe(time);
  // That clock is an hour ahead.
  expect(of('b-3', { time: time + 3_600_000 })).toBe(time);
  expect(of('b-4', { time: 'now' })).toBe(time);
});

test('network errors weigh what they stand for, within reason', () => {
  const weigh = (sampling_fraction: unknown, sample?: number) =>
    reportFrom({ ...sent, type: 'network-error', body: { sampling_fraction } }, arrival, sample).weight;
  expect(weigh(0.25)).toBe(4);
  expect(weigh(1)).toBe(1);
  expect(weigh(0)).toBe(1);
  expect(weigh('0.5')).toBe(1);
  expect(weigh(1e-300)).toBe(10_000);
  expect(weigh(0.5, 0.1)).toBe(20);
  expect(reportFrom({ ...sent, body: { sampling_fraction: 0.1 } }, arrival).weight).toBe(1);
});

test('every stored string is bounded and storable', () => {
  const long = 'x'.repeat(20_000);
  const made = reportFrom(
    { ...sent, type: long, url: `https://a.example/${long}\0\ud800` },
    { ...arrival, userAgent: long },
  );
  expect(made.type).toHaveLength(100);
  expect(made.url).toHaveLength(8_192);
  expect(made.userAgent).toHaveLength(512);
  expect(reportFrom({ ...sent, url: 'https://a.example/\0\ud800' }, arrival).url).toBe(
    'https://a.example/\ufffd\ufffd',
  );
});

test('a background-service entry is known by its id, whatever its age says and wherever it comes from', () => {
  const entry = (id: string, age: number, client: string) => {
    const body = { id, service: 'pushMessaging', event: 'Push event dispatched' };
    const { hash, time, slot } = reportFrom(
      { ...sent, type: 'background-service', age, body },
      { ...arrival, client },
    );
    return { hash, time, slot };
  };
  const first = entry('id 1', 1_000, '10.0.0.1');
  expect(entry('id 1', 9_000, '10.0.0.2')).toEqual(first);
  expect(entry('id 2', 1_000, '10.0.0.1').hash).not.toBe(first.hash);
});

test('equal reports of one request are different ones, and the same when the request is sent again', () => {
  const hashes = (received: number, ages: readonly number[]) => {
    const ordinals = createOrdinals();
    return ages.map((age) => reportFrom({ ...sent, age }, { ...arrival, received, ordinals }).hash);
  };
  const first = hashes(arrival.received, [600, 500, 400, 300]);
  expect(new Set(first).size).toBe(4);
  expect(hashes(arrival.received + 1_000, [1_600, 1_500, 1_400, 1_300])).toEqual(first);
  // Told apart by their times.
  expect(new Set(hashes(arrival.received, [9_000, 5_000])).size).toBe(1);
});

test('what an undeclared proxy says joins the identity', () => {
  const by = (via?: string) => reportFrom(sent, { ...arrival, client: '127.0.0.1', via }).hash;
  expect(by('10.0.0.1')).not.toBe(by('10.0.0.2'));
  expect(by('10.0.0.1')).toBe(by('10.0.0.1'));
});
