import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type BareLedger,
  hashed,
  makeSend,
  openBareLedger,
  pushEntries,
  type SentEntry,
} from './ledger.fixture.ts';
import { pushFunnel } from './push-funnel.ts';
import { listPushes, pushStory } from './push-queries.ts';

const HOUR = 3_600_000;
const T = Math.floor(Date.now() / HOUR) * HOUR - 10 * HOUR;
const LATER = T + 9 * HOUR;
let ledger: BareLedger;
beforeEach(() => {
  ledger = openBareLedger();
});
afterEach(() => ledger.close());

async function states(now = T + HOUR): Promise<Record<string, string>> {
  await ledger.follow(now);
  const found = await listPushes(ledger.sql, { filter: {}, limit: 1_000 });
  const counted = await pushFunnel(ledger.sql, {}, undefined);
  expect(counted.total).toBe(found.length);
  expect(Object.values(counted.states).reduce((sum, count) => sum + count, 0)).toBe(found.length);
  return Object.fromEntries(found.map(({ push }) => [push.id, `${push.state}${push.guess ? '?' : ''}`]));
}

const alive = (time: number, install = 'i1') => ({
  install,
  event: 'Worker started',
  service: 'serviceWorker',
  time,
});

test('each thing that a device tells moves its push on', async () => {
  const cases = {
    shown: pushEntries('shown', T + 1),
    received: pushEntries('received', T + 1, { outcome: 'none', shown: false }),
    silent: pushEntries('silent', T + 1, { outcome: 'silent', shown: false }),
    failed: pushEntries('failed', T + 1, { outcome: 'failed', shown: false }),
    // Somebody saw it, whatever became of the handler.
    half: pushEntries('half', T + 1, { outcome: 'failed' }),
  };
  for (const [name, entries] of Object.entries(cases)) {
    const device = hashed(name);
    await ledger.add(makeSend({ id: name, time: T, device }));
    ledger.report(
      ...entries.map((entry) =>
        entry.detail && 'device' in entry.detail ? { ...entry, detail: { ...entry.detail, device } } : entry,
      ),
    );
  }
  await ledger.add(
    makeSend({ id: 'gone', time: T, status: 410, reason: 'gone' }),
    makeSend({ id: 'unanswered', time: T, status: undefined, device: hashed('other') }),
    makeSend({ id: 'fresh', time: T, device: hashed('other') }),
  );
  expect(await states()).toEqual({
    shown: 'shown',
    received: 'received',
    silent: 'silent',
    failed: 'failed',
    half: 'shown',
    gone: 'refused',
    unanswered: 'unknown',
    fresh: 'accepted',
  });
});

test('a click, a dismissal and a close by the app belong to the push that showed the notification', async () => {
  const names = ['a', 'b', 'c', 'd'];
  await ledger.add(...names.map((id) => makeSend({ id, time: T, key: hashed(id) })));
  for (const [index, id] of names.entries())
    ledger.report(...pushEntries(id, T + index * 1_000, { key: hashed(id), tag: `tag-${id}` }));
  const click = { install: 'i1', service: 'notifications', span: 'click', instanceId: 'tag-a' };
  ledger.report(
    // Tied by the plugin, once it knew.
    { ...click, event: 'Notification clicked', time: T + 10_000, detail: { type: 'notificationclick' } },
    {
      ...click,
      event: 'notificationclick event completed',
      parent: 'a',
      time: T + 10_500,
      detail: { duration: 500 },
    },
    // Tied by nothing but tag and installation.
    {
      ...click,
      span: 'close',
      event: 'Notification closed',
      instanceId: 'tag-b',
      time: T + 11_000,
      detail: { reason: 'user' },
    },
    {
      ...click,
      id: 'script-1',
      event: 'Notification closed',
      instanceId: 'tag-c',
      time: T + 12_000,
      detail: { reason: 'script' },
    },
    // Of somebody else's device.
    {
      ...click,
      install: 'i2',
      span: 'x',
      event: 'Notification clicked',
      instanceId: 'tag-d',
      time: T + 13_000,
      detail: {},
    },
  );
  expect(await states()).toEqual({ a: 'clicked', b: 'dismissed', c: 'closed', d: 'shown' });
  expect((await pushStory(ledger.sql, 'b', T + HOUR))?.steps.map(({ step }) => step)).toEqual([
    'sent',
    'accepted',
    'received',
    'shown',
    'dismissed',
  ]);
});

test.each([
  [false, false],
  [false, true],
  [true, false],
  [true, true],
])('whoever closed a notification first closed it (tied: %s, the app last: %s)', async (tied, appLast) => {
  await ledger.add(makeSend({ id: 'a', time: T, key: hashed('a') }));
  const close = {
    install: 'i1',
    service: 'notifications',
    instanceId: 'tag-a',
    event: 'Notification closed',
  };
  const [app, person] = appLast ? [12_000, 11_000] : [11_000, 11_002];
  const told = [
    // Firefox dispatches `notificationclose` for either.
    { ...close, span: 'close', time: T + person, detail: { reason: 'user' } },
    {
      ...close,
      span: 'close',
      event: 'notificationclose event completed',
      time: T + person + 5,
      detail: { duration: 5 },
      ...(tied && { parent: 'a' }),
    },
    { ...close, id: 'script-1', time: T + app, detail: { reason: 'script' } },
  ];
  for (const entry of told) ledger.report(entry);
  ledger.report(...pushEntries('a', T, { key: hashed('a'), tag: 'tag-a' }));
  expect(await states()).toEqual({ a: appLast ? 'dismissed' : 'closed' });
});

describe('what Firefox says of a notification whose place another one took', () => {
  const shown = T + 60_000;
  const close = { install: 'i1', service: 'notifications', span: 'close', instanceId: 'tag' };
  const replaced = (time: number, sinceReplaced: number): readonly SentEntry[] => [
    {
      ...close,
      id: 'close-1',
      event: 'Notification closed',
      time,
      detail: { type: 'notificationclose', reason: 'replaced', sinceReplaced },
    },
    { ...close, event: 'notificationclose event completed', time, detail: { duration: 0 } },
  ];

  test.each([-5, 5])('is no dismissal of the one in its place (%d ms after that is shown)', async (gap) => {
    await ledger.add(
      ...['a', 'b'].map((id, index) => makeSend({ id, time: T + index * 60_000, key: hashed(id) })),
    );
    ledger.report(
      ...pushEntries('a', T, { key: hashed('a'), tag: 'tag' }),
      ...pushEntries('b', shown, { key: hashed('b'), tag: 'tag' }),
      ...replaced(shown + gap, 30),
    );
    expect(await states()).toEqual({ a: 'closed', b: 'shown' });
    ledger.report({
      ...close,
      span: 'later',
      event: 'notificationclose event completed',
      parent: 'b',
      time: shown + 30_000,
      detail: { duration: 0 },
    });
    expect(await states()).toEqual({ a: 'closed', b: 'dismissed' });
  });

  test('is no end of a push that shows "loading" first and then its text', async () => {
    await ledger.add(makeSend({ id: 'a', time: T, key: hashed('a') }));
    ledger.report(...pushEntries('a', T, { key: hashed('a'), tag: 'tag' }), ...replaced(shown, 5));
    expect(await states()).toEqual({ a: 'shown' });
  });
});

test('a notification with the tag of an earlier one has taken its place; of several without a tag one is guessed', async () => {
  await ledger.add(
    ...['a', 'b'].map((id, index) => makeSend({ id, time: T + index * 1_000, key: hashed(id) })),
  );
  ledger.report(
    ...pushEntries('a', T + 1_000, { key: hashed('a') }),
    ...pushEntries('b', T + 5_000, { key: hashed('b') }),
  );
  ledger.report({ install: 'i1', span: 'c', event: 'Notification clicked', time: T + 9_000 });
  expect(await states()).toEqual({ a: 'shown', b: 'clicked?' });
  ledger.report({
    install: 'i1',
    span: 'd',
    event: 'Notification closed',
    time: T + 9_500,
    detail: { reason: 'user' },
  });
  expect(await states()).toEqual({ a: 'dismissed', b: 'clicked?' });
});

test('equal messages pair in order, and are guesses once one is missing', async () => {
  await ledger.add(...['a', 'b', 'c'].map((id, index) => makeSend({ id, time: T + index * 60_000 })));
  ledger.report(
    ...pushEntries('s1', T + 1_000),
    ...pushEntries('s3', T + 121_000, { outcome: 'silent', shown: false }),
  );
  expect(await states()).toEqual({ a: 'shown?', b: 'silent?', c: 'accepted?' });
  ledger.report(...pushEntries('s2', T + 61_000, { outcome: 'failed', shown: false }));
  expect(await states()).toEqual({ a: 'shown', b: 'failed', c: 'silent' });
});

test('an explicit id wins over the key, and only within its device, where the sender knows that', async () => {
  const other = hashed('other device');
  await ledger.add(
    makeSend({ id: 'a', time: T, message: 'm1' }),
    makeSend({ id: 'b', time: T + 1, message: 'm2' }),
    // One id for a whole campaign.
    makeSend({ id: 'c', time: T + 2, message: 'm1', device: other, key: hashed('c') }),
  );
  ledger.report(...pushEntries('s', T + 1_000, { message: 'm2' }));
  expect(await states()).toEqual({ a: 'accepted', b: 'shown', c: 'accepted' });
  ledger.report(
    ...pushEntries('t', T + 2_000, { message: 'm1', device: other, install: 'i2', key: hashed('x') }),
  );
  expect(await states()).toEqual({ a: 'accepted', b: 'shown', c: 'shown' });
});

test('a sender that does not know the device joins by the id alone, whichever half comes first', async () => {
  ledger.report(...pushEntries('s', T + 1_000, { message: 'fcm-1' }));
  await ledger.add(makeSend({ id: 'key', time: T, key: hashed('key') }));
  expect(await states()).toEqual({ key: 'shown' });
  await ledger.add(makeSend({ id: 'fcm', time: T, message: 'fcm-1', device: undefined, key: undefined }));
  expect(await states()).toEqual({ key: 'accepted', fcm: 'shown' });
  expect((await pushStory(ledger.sql, 'fcm', T + HOUR))?.device).toBe(hashed('device'));
});

test('a push whose time is over is unknown, unless a log without a gap says that it never came', async () => {
  const send = (id: string, device: string) => makeSend({ id, time: T, ttl: 600, device: hashed(device) });
  await ledger.add(
    send('whole', 'whole'),
    send('gap', 'gap'),
    send('short', 'short'),
    send('sampled', 'sampled'),
    send('stopped', 'stopped'),
    send('never', 'never'),
  );
  for (const name of ['whole', 'gap', 'short', 'sampled', 'stopped']) {
    const extra = name === 'sampled' ? { weight: 10 } : {};
    ledger.report(
      { ...alive(T - 60_000, name), ...extra },
      // Names the device by another push.
      ...pushEntries(`${name}-0`, T - 50_000, { install: name, device: hashed(name), key: hashed('before') }),
    );
    if (name === 'gap')
      ledger.report({
        install: name,
        service: 'serviceWorker',
        event: 'Entries lost before upload',
        time: T + 2 * HOUR,
        detail: { from: T + 1_000, to: T + 5_000, all: true },
      });
    if (name === 'stopped')
      ledger.report({ install: name, service: 'pushMessaging', event: 'Recording stopped', time: T + 10 });
    if (name !== 'short') ledger.report({ ...alive(T + 3 * HOUR, name), ...extra });
  }
  expect(await states(T + 300_000)).toMatchObject({ never: 'accepted', gap: 'accepted', short: 'accepted' });
  expect(await states(LATER)).toEqual({
    whole: 'expired',
    gap: 'unknown',
    short: 'unknown',
    sampled: 'unknown',
    stopped: 'unknown',
    never: 'unknown',
  });
  expect(await pushFunnel(ledger.sql, {}, undefined)).toMatchObject({ notReporting: 1, outside: 5 });
  // It came all the same, and was told of late.
  ledger.report(...pushEntries('late', T + 20_000, { install: 'whole', device: hashed('whole') }));
  expect(await states(LATER)).toMatchObject({ whole: 'shown' });
});

test('a push that the next of its topic replaced is told from one that only got no news', async () => {
  ledger.report(alive(T - 1_000));
  await ledger.add(
    makeSend({ id: 'old', time: T, topic: 'score', key: hashed('1') }),
    makeSend({ id: 'new', time: T + 60_000, topic: 'score', key: hashed('2') }),
    makeSend({ id: 'other', time: T, topic: 'chat', key: hashed('3') }),
  );
  expect(await states()).toEqual({ old: 'accepted', new: 'accepted', other: 'accepted' });
  ledger.report(...pushEntries('s', T + 120_000, { key: hashed('2') }));
  expect(await states()).toEqual({ old: 'replaced', new: 'shown', other: 'accepted' });
});

test('a push that was told of when its time was over is unknown at once, and may still turn out to have come', async () => {
  await ledger.add(makeSend({ id: 'late', time: T, ttl: 60, received: T + HOUR }));
  expect(await states(T + HOUR)).toEqual({ late: 'unknown' });
  ledger.report(...pushEntries('s', T + 1_000));
  expect(await states(T + HOUR)).toEqual({ late: 'shown' });
});

test('what devices tell and no sender is outside, and counted; a refused push takes nothing', async () => {
  await ledger.add(makeSend({ id: 'refused', time: T, status: 503 }));
  ledger.report(...pushEntries('s', T + 1_000), ...pushEntries('t', T + 2_000, { key: hashed('nobody') }));
  expect(await states()).toEqual({ refused: 'refused' });
  expect(await pushFunnel(ledger.sql, {}, 'browser')).toMatchObject({ total: 1, outside: 2 });
  await ledger.add(makeSend({ id: 'again', time: T + 500 }));
  expect(await states()).toEqual({ refused: 'refused', again: 'shown' });
  expect(await pushFunnel(ledger.sql, {}, undefined)).toMatchObject({ outside: 1 });
});

test('what anybody may post as an entry does no harm', async () => {
  await ledger.add(makeSend({ id: 'a', time: T }));
  const odd = [
    null,
    7,
    'text',
    [],
    { event: 'Push event dispatched' },
    { event: 'Push message identified', span: {}, detail: { device: 7, messageKey: [] } },
    {
      event: 'Push message identified',
      span: 'x\0\ud800',
      install: 'y\0',
      detail: { device: hashed('device'), messageId: '\0' },
    },
    { event: 'Notification clicked', parent: 'p'.repeat(1_000), span: 'q', time: Number.NaN },
    { event: 'Entries lost before upload', install: 'i', detail: { from: 'x', to: -1 } },
    { event: 'notificationclick event completed', parent: 'z', span: 'y', detail: { duration: 1e300 } },
    { event: 'Push event completed', span: 'z', detail: { duration: -1e300, outcome: {}, shown: '1' } },
    ...pushEntries('untrusted', T + 1).map((entry) => ({ ...entry, trusted: false })),
  ];
  for (const one of odd) ledger.report({ ...(typeof one === 'object' && one), time: T } as never);
  expect(await states()).toEqual({ a: 'accepted' });
});

test('whoever floods it costs nobody else their states, and leaves behind no more than what is kept', async () => {
  const flooded = hashed('flooded');
  await ledger.add(makeSend({ id: 'a', time: T }), makeSend({ id: 'b', time: T, device: flooded }));
  const identified = (span: string, device: string, install: string) => ({
    ...{ span, install, service: 'pushMessaging', event: 'Push message identified', time: T - 1_000 },
    detail: { device, messageKey: hashed('x') },
  });
  for (let number = 0; number < 5_200; number++) ledger.report(identified(`f${number}`, flooded, 'flood'));
  for (let number = 0; number < 100; number++) {
    ledger.report(identified(`g${number}`, hashed(`d${number}`), 'i1'));
    ledger.report(identified(`h${number}`, flooded, `many${number}`));
  }
  ledger.report(...pushEntries('s', T + 1_000));
  expect(await states()).toEqual({ a: 'shown', b: 'accepted' });
  for (const column of ['device', 'install']) {
    const [most] = await ledger.sql.all(
      `SELECT max(count) AS count FROM (SELECT count(*) AS count FROM push_links GROUP BY ${column})`,
    );
    expect(Number(most?.count)).toBeLessThanOrEqual(16);
  }
}, 60_000);

test('says how sure a time is', async () => {
  await ledger.add(makeSend({ id: 'a', time: T }));
  const [dispatched, ...others] = pushEntries('s', T + 1_000);
  ledger.report(...others, dispatched as never);
  await ledger.follow(T + HOUR);
  const story = await pushStory(ledger.sql, 'a', T + HOUR);
  expect(story?.steps).toEqual([
    { step: 'sent', time: T, sure: 'sender' },
    { step: 'accepted', time: T, sure: 'sender' },
    { step: 'received', time: T + 1_000, sure: 'clock' },
    { step: 'shown', time: T + 1_020, sure: 'clock' },
  ]);
  expect(story).toMatchObject({
    install: 'i1',
    device: hashed('device'),
    push: { app: '1.0', browser: 'Chrome' },
  });
});
