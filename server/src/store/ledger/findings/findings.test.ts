import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SHAPES } from '../../../shapes.ts';
import {
  type BareLedger,
  hashed,
  makeSend,
  openBareLedger,
  pushEntries,
  type SentEntry,
} from '../ledger.fixture.ts';
import { pushFunnel } from '../push-funnel.ts';
import { listPushes } from '../push-queries.ts';
import { REASON_TEXTS } from '../reasons/texts.ts';
import type { NewSend } from '../send.ts';
import { pushFindings } from './push-findings.ts';
import { SENDING_RULES } from './rules.ts';
import { RULE_TEXTS } from './texts.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const T = Math.floor(Date.now() / HOUR) * HOUR - 20 * DAY;
let ledger: BareLedger;
beforeEach(() => {
  ledger = openBareLedger();
});
afterEach(() => ledger.close());

/** The findings about sending, each with the ids of its pushes as its filter finds them. */
async function findings(): Promise<Record<string, string[]>> {
  await ledger.follow(Date.now());
  const found = await pushFindings(ledger.sql, {});
  const opened: Record<string, string[]> = {};
  for (const { rule, about, filter, pushes, examples, first, last } of found) {
    const pages = await listPushes(ledger.sql, { filter, limit: 1_000 });
    // What is counted is what its filter finds, in the list and in the funnel, and what each of them says itself.
    expect(pages.length).toBe(pushes);
    expect((await pushFunnel(ledger.sql, filter, undefined)).total).toBe(pushes);
    expect([pages[0]?.time, pages.at(-1)?.time]).toEqual([last, first]);
    expect(pages.slice(0, 3).map(({ push: { id } }) => id)).toEqual(examples);
    const says = pages.map(({ push }) => (about === 'sending' ? push.findings : [`gone-${push.gone}`]));
    expect(says.every((rules) => rules.some((one) => one === rule))).toBe(true);
    if (about === 'sending') opened[rule] = pages.map(({ push: { id } }) => id).sort();
  }
  return opened;
}

const send = (id: string, more: Partial<NewSend> = {}) => makeSend({ id, time: T, ...more });
const to = (name: string) => hashed(name);
const came = (device: string, key: string, time: number, more: object = {}): readonly SentEntry[] =>
  pushEntries(`${device}-${key}-${time}`, time, {
    device: to(device),
    key: hashed(key),
    install: 'i1',
    ...more,
  });

describe('each warning, by the sends themselves', () => {
  test('statuses', async () => {
    await ledger.add(
      send('chrome', { status: 429, service: 'fcm.googleapis.com' }),
      send('other', { status: 429, service: 'web.push.apple.com' }),
      send('key', { status: 403 }),
      send('key-too', { status: 401 }),
      send('large', { status: 413, bytes: 5_000 }),
      ...[200, 201, 400, 404, 410, 500].map((status) =>
        send(`not-${status}`, { status, device: to(`${status}`) }),
      ),
      send('not-answered', { status: undefined }),
    );
    expect(await findings()).toEqual({
      'chrome-limit': ['chrome'],
      'rate-limit': ['other'],
      'key-refused': ['key', 'key-too'],
      'too-large': ['large'],
    });
  });

  test('sizes and TTL 0', async () => {
    await ledger.add(
      send('close', { bytes: 3_601 }),
      send('not-close', { bytes: 3_600 }),
      send('refused', { bytes: 3_900, status: 400 }),
      send('at-once', { ttl: 0 }),
      send('soon', { ttl: 1 }),
    );
    expect(await findings()).toEqual({ 'nearly-too-large': ['close'], 'ttl-zero': ['at-once'] });
  });

  test('sent after it was gone; not in the same minute, not once it was taken again, not to others', async () => {
    await ledger.add(
      send('a-first', { status: 410 }),
      send('a-under-way', { time: T + 30_000, status: 410 }),
      send('a-late', { time: T + 2 * MINUTE, status: 410 }),
      send('a-later', { time: T + DAY, status: 404 }),
      send('b', { time: T + DAY, device: to('b') }),
      send('c-first', { status: 404, device: to('c') }),
      send('c-taken', { time: T + HOUR, device: to('c') }),
      send('c-gone', { time: T + 2 * HOUR, device: to('c'), status: 410 }),
    );
    expect(await findings()).toEqual({ 'after-gone': ['a-late', 'a-later'] });
  });

  test('sent before Retry-After was over', async () => {
    const limited = { status: 429, retryAfter: 3_600, device: to('a') };
    await ledger.add(
      send('first', limited),
      send('under-way', { time: T + 4_000, device: to('a') }),
      send('early', { time: T + 10 * MINUTE, device: to('a'), status: 429, retryAfter: 7_200 }),
      send('still-early', { time: T + 2 * HOUR, device: to('a') }),
      send('in-time', { time: T + 3 * HOUR, device: to('a') }),
      send('another', { time: T + 10 * MINUTE, device: to('b') }),
      // What is taken has nothing to wait for.
      send('taken', { retryAfter: 3_600, device: to('c') }),
      send('after-taken', { time: T + MINUTE, device: to('c') }),
    );
    expect((await findings())['retry-ignored']).toEqual(['early', 'still-early']);
  });
});

describe('each warning, by what devices told', () => {
  test('a device that has told nothing for weeks, until it tells something again', async () => {
    ledger.report(...came('a', 'first', T - 15 * DAY));
    await ledger.add(
      send('away', { device: to('a') }),
      send('not-yet', { device: to('a'), time: T - 5 * DAY }),
      send('refused', { device: to('a'), status: 500 }),
      send('never-told', { device: to('b') }),
    );
    expect(await findings()).toEqual({ 'silent-device': ['away'] });
    ledger.report({ install: 'i1', event: 'Worker started', service: 'serviceWorker', time: T - 3 * DAY });
    expect(await findings()).toEqual({});
  });

  test('the same campaign under two subscriptions of one installation', async () => {
    const campaign = 'news';
    for (const [index, device] of ['a', 'b'].entries()) {
      await ledger.add(
        send(`${device}1`, { device: to(device), key: hashed('1'), campaign }),
        send(`${device}2`, { device: to(device), key: hashed('2'), campaign, time: T + HOUR }),
        send(`${device}3`, { device: to(device), key: hashed('3'), time: T + 2 * HOUR }),
      );
      ledger.report(
        ...came(device, '1', T + index * 1_000),
        ...came(device, '2', T + HOUR + index * 1_000),
        ...came(device, '3', T + 2 * HOUR + index * 1_000),
      );
    }
    expect(await findings()).toEqual({ 'subscribed-twice': ['a1', 'a2', 'b1', 'b2'] });
  });

  test('the same message is enough by itself', async () => {
    for (const device of ['a', 'b']) {
      await ledger.add(send(device, { device: to(device), message: 'order-1' }));
      ledger.report(...came(device, device, T + 1_000, { message: 'order-1' }));
    }
    expect(await findings()).toEqual({ 'subscribed-twice': ['a', 'b'] });
  });

  test('a subscription that takes the place of another is not two', async () => {
    const chat = (id: string, device: string, time: number) =>
      ledger.add(send(id, { device: to(device), key: hashed(id), time, campaign: 'chat' }));
    await chat('1', 'a', T);
    await chat('2', 'a', T + MINUTE);
    await chat('3', 'b', T + 2 * MINUTE);
    await chat('4', 'b', T + 3 * MINUTE);
    ledger.report(
      ...came('a', '1', T),
      ...came('a', '2', T + MINUTE),
      ...came('b', '3', T + 2 * MINUTE),
      ...came('b', '4', T + 3 * MINUTE),
    );
    // Nor two people, nor two messages.
    await ledger.add(send('5', { device: to('c'), key: hashed('5'), campaign: 'chat' }));
    ledger.report(...came('c', '5', T, { install: 'i2' }));
    expect(await findings()).toEqual({});
  });

  test('replaced before it was shown, and how many with TTL 0 expired', async () => {
    ledger.report(
      ...came('a', 'seen', T - HOUR),
      ...came('a', 'second', T + 20 * MINUTE),
      ...came('a', 'last', T + 3 * HOUR),
    );
    await ledger.add(
      send('seen', { device: to('a'), key: hashed('seen'), time: T - HOUR }),
      send('first', { device: to('a'), topic: 'score', ttl: 3_600 }),
      send('second', { device: to('a'), key: hashed('second'), topic: 'score', time: T + 10 * MINUTE }),
      send('lost', { device: to('a'), ttl: 0, time: T + HOUR }),
    );
    expect(await findings()).toEqual({ replaced: ['first'], 'ttl-zero': ['lost'] });
    const [zero] = (await pushFindings(ledger.sql, {})).filter(({ rule }) => rule === 'ttl-zero');
    expect(zero?.detail).toContain('Of these, 1 expired.');
  });
});

test('the filter that is asked for narrows what is counted, and stands in what opens it', async () => {
  await ledger.add(
    ...Array.from({ length: 30 }, (_, index) =>
      send(`s${index}`, {
        ttl: 0,
        time: T + index * HOUR,
        campaign: index % 2 ? 'odd' : 'even',
        device: to(`${index % 10}`),
        ...(index % 10 === 0 && { status: 410 }),
      }),
    ),
  );
  await ledger.follow(Date.now());
  const [from, to_] = [T + 2 * HOUR + 1, T + 20 * HOUR + 1];
  const found = await pushFindings(ledger.sql, { campaign: ['even'], from, to: to_ });
  expect(found.map(({ rule, pushes, devices, allDevices }) => [rule, pushes, devices, allDevices])).toEqual([
    ['ttl-zero', 9, 5, true],
    ['after-gone', 2, 1, true],
    ['gone-not-reporting', 2, 1, true],
  ]);
  expect(found[0]?.filter).toEqual({
    campaign: ['even'],
    finding: ['ttl-zero'],
    from: [String(from)],
    to: [String(to_)],
  });
  // Those that are asked for by a rule are told of under no other one.
  expect((await pushFindings(ledger.sql, { finding: ['after-gone'] })).map(({ rule }) => rule)).toEqual([
    'after-gone',
    'gone-not-reporting',
  ]);
  expect(await pushFindings(ledger.sql, { campaign: ['none'] })).toEqual([]);
  expect((await pushFindings(ledger.sql, { device: [hashed('1')] })).map(({ pushes }) => pushes)).toEqual([
    3,
  ]);
});

test('where there are very many, devices are counted among the newest, and that is said', async () => {
  for (let part = 0; part < 4; part++)
    await ledger.add(
      ...Array.from({ length: 500 }, (_, index) =>
        send(`n${part}-${index}`, { ttl: 0, time: T + (part * 500 + index) * 5_000, device: to(`${index}`) }),
      ),
    );
  const [found] = await pushFindings(ledger.sql, {});
  expect(found).toMatchObject({
    rule: 'ttl-zero',
    pushes: 2_000,
    devices: 500,
    allDevices: false,
    first: T,
    last: T + 1_999 * 5_000,
  });
});

test('every rule and reason has its words: what is wrong, and what to do', () => {
  const facts = { pushes: 2, expired: 1, first: T, last: T + 3 * DAY };
  expect(Object.keys(RULE_TEXTS).sort()).toEqual([...SENDING_RULES].sort());
  expect(Object.keys(REASON_TEXTS).sort()).toEqual([...SHAPES.GoneReason.slice(1)].sort());
  for (const { title, detail, cure, doctor } of [
    ...Object.values(RULE_TEXTS),
    ...Object.values(REASON_TEXTS),
  ]) {
    const said = typeof detail === 'string' ? detail : detail(facts);
    for (const text of [said, cure]) expect(text).toMatch(/^(?=[A-Z]|unregister|unsubscribe).{15,400}\.$/s);
    expect(title).not.toMatch(/\.$/);
    expect(doctor).toMatch(/^(D\d+)?$/);
  }
  expect(RULE_TEXTS['chrome-limit'].detail(facts)).toContain('span 3 days');
});
