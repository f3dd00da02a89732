import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type BareLedger,
  hashed,
  makeSend,
  openBareLedger,
  pushEntries,
  type SentEntry,
} from '../ledger.fixture.ts';
import { pushFunnel } from '../push-funnel.ts';
import { listPushes, pushStory } from '../push-queries.ts';

// In one file: every reason beside what is none.
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** When the last push came. */
const T = Math.floor(Date.now() / HOUR) * HOUR - 28 * DAY;
/** When the push service said that it is gone. */
const GONE = T + 5 * HOUR;
const SCOPE = 'https://app.example/';
const OTHER = 'https://app.example/admin/';
let ledger: BareLedger;
beforeEach(() => {
  ledger = openBareLedger();
});
afterEach(() => ledger.close());

const common = { install: 'i1', scope: SCOPE };
/** A push that came; it shows a notification unless its outcome says otherwise. */
const push = (time: number, outcome: 'ok' | 'silent' | 'failed' = 'ok', span = `push-${time}`) =>
  pushEntries(span, time, { outcome, shown: outcome === 'ok' }).map((entry) => ({ ...entry, scope: SCOPE }));
const told = (
  time: number,
  event: string,
  detail: object = {},
  more: Partial<SentEntry> = {},
): SentEntry => ({
  ...common,
  time,
  event,
  service: 'pushMessaging',
  detail: detail as Record<string, unknown>,
  ...more,
});
const permission = (time: number, state: string, more: Partial<SentEntry> = {}) =>
  told(
    time,
    'Permission state',
    { name: 'notifications', permission: state },
    { service: 'notifications', ...more },
  );
const unregister = (time: number, scope = SCOPE, more: object = {}) =>
  told(time, 'unregister() fulfilled', { scope, ...more }, { service: 'serviceWorker', context: 'page' });
const subscription = (time: number, now: string | null, before: string | null, scope = SCOPE) =>
  told(time, 'Push subscription state', {
    scope,
    subscription: now === null ? null : { endpointHost: 'push.example', applicationServerKey: now },
    oldSubscription: before === null ? null : { endpointHost: 'push.example', applicationServerKey: before },
  });
const visit = (time: number) =>
  told(time, 'Storage state', {}, { service: 'serviceWorker', context: 'page' });
const alive = (time: number) => told(time, 'Worker started', {}, { service: 'serviceWorker' });

async function reasonOf(
  entries: readonly SentEntry[],
  { gone = GONE, service = 'push.example', before = [] as readonly Parameters<typeof makeSend>[0][] } = {},
) {
  for (const each of before) await ledger.add(makeSend({ service, ...each }));
  ledger.report(...entries);
  await ledger.add(makeSend({ id: 'gone', time: gone, status: 410, service }));
  await ledger.follow(Date.now());
  const story = (await pushStory(ledger.sql, 'gone', Date.now()))?.gone;
  // The list, the story and the counts say the same.
  const { rows } = await pushFunnel(ledger.sql, {}, 'gone');
  expect(rows.filter(({ value }) => value !== '')).toMatchObject([{ value: story?.reason, total: 1 }]);
  const filtered = await listPushes(ledger.sql, {
    filter: { gone: [story?.reason ?? 'unknown'] },
    limit: 10,
  });
  expect(filtered.map(({ push: { id, gone: reason } }) => [id, reason])).toEqual([['gone', story?.reason]]);
  return story;
}

describe('a reason, by what was told before', () => {
  const quiet = push(T);
  const three = [push(T - 2 * HOUR, 'silent'), push(T - HOUR, 'failed'), push(T, 'silent')].flat();
  const apple = { service: 'web.push.apple.com' };
  const mozilla = { service: 'updates.push.services.mozilla.com' };
  const silentPushes = (count: number) =>
    Array.from({ length: count }, (_, index) => push(T - index * 60_000, 'silent')).flat();
  const CASES: Readonly<
    Record<string, readonly [string, readonly SentEntry[], Parameters<typeof reasonOf>[1]?]>
  > = {
    'unregister() of its registration': ['unregistered', [...quiet, unregister(T + HOUR)]],
    'unregister() that never came back': [
      'unregistered',
      [...quiet, told(T + HOUR, 'unregister() called', { scope: SCOPE }, { service: 'serviceWorker' })],
    ],
    'unregister() by the worker itself, which names no scope': [
      'unregistered',
      [...quiet, told(T + HOUR, 'unregister() fulfilled', {}, { service: 'serviceWorker' })],
    ],
    'unregister(), and a new worker that subscribed': [
      'unregistered',
      [...quiet, unregister(T + HOUR), subscription(T + 2 * HOUR, 'k1', null)],
    ],
    'unsubscribe()': ['unsubscribed', [...quiet, told(T + HOUR, 'unsubscribe() fulfilled')]],
    'unsubscribe(), then subscribe()': [
      'replaced',
      [
        ...quiet,
        told(T + HOUR, 'unsubscribe() fulfilled'),
        told(T + HOUR + 9, 'pushManager.subscribe() fulfilled', { subscription: { endpointHost: 'x' } }),
      ],
    ],
    'unsubscribe(), then subscribe() with another key': [
      'key-changed',
      [
        subscription(T - HOUR, 'k1', null),
        ...quiet,
        told(T + HOUR, 'unsubscribe() fulfilled'),
        subscription(T + 2 * HOUR, 'k2', null),
      ],
    ],
    'a subscription with another key': [
      'key-changed',
      [subscription(T - HOUR, 'k1', null), ...quiet, subscription(T + 2 * HOUR, 'k2', 'k1')],
    ],
    'the key refused before': ['key-changed', quiet, { before: [{ id: 'x', time: T + HOUR, status: 403 }] }],
    'the key refused before, of a device that tells nothing': [
      'key-changed',
      [],
      { before: [{ id: 'x', time: T + HOUR, status: 401 }] },
    ],
    'the permission denied': [
      'permission',
      [permission(T - DAY, 'granted'), ...quiet, permission(T + HOUR, 'denied')],
    ],
    'the permission back to what it was, of which push alone tells': [
      'permission',
      [
        permission(T - DAY, 'granted', { service: 'pushMessaging' }),
        ...quiet,
        permission(T + HOUR, 'prompt', { service: 'pushMessaging' }),
      ],
    ],
    'the permission denied, seen at the first visit afterwards': [
      'permission',
      [permission(T - DAY, 'granted'), ...quiet, permission(GONE + DAY, 'denied'), visit(GONE + DAY)],
    ],
    'three silent pushes in WebKit': ['silent-pushes', three, apple],
    'sixteen silent pushes in Firefox': ['quota', silentPushes(16), mozilla],
    'one silent push in Firefox, the first in eight days without a visit': [
      'quota',
      [visit(T - 30 * DAY), ...push(T, 'silent')],
      mozilla,
    ],
    'a pushsubscriptionchange event': [
      'changed',
      [...quiet, told(T + HOUR, 'pushsubscriptionchange event dispatched')],
    ],
    'another subscription of the same scope': [
      'replaced',
      [...quiet, told(T + HOUR, 'Push device identified', { device: hashed('another') })],
    ],
    'the subscription not there any more': ['lost', [...quiet, subscription(T + HOUR, null, 'k1')]],
    'a log that ended a day before': ['log-ends', quiet, { gone: T + 3 * DAY }],
    'a log that ended weeks before': ['away', quiet, { gone: T + 20 * DAY }],
    'a push that came after it': ['alive', [...quiet, ...push(GONE + HOUR)]],
    'its name told after it': [
      'alive',
      [...quiet, told(GONE + HOUR, 'Push device identified', { device: hashed('device') })],
    ],
    'nothing at all': ['unknown', [...quiet, alive(GONE + HOUR)]],
    'a device that tells nothing': ['not-reporting', []],
  };
  test.each(Object.entries(CASES))('%s', async (_, [reason, entries, more]) => {
    const story = await reasonOf(entries, more);
    expect(story).toMatchObject({ reason, since: more?.gone ?? GONE });
    expect(story?.evidence.map(({ time }) => time)).toEqual(
      story?.evidence.map(({ time }) => time).sort((a, b) => a - b),
    );
    // A cause has its evidence, and only what is known of the device has its log to look at.
    const isCause = !['unknown', 'not-reporting'].includes(reason);
    expect(story?.evidence.length === 0).toBe(!isCause);
    expect(story?.look).toBe(entries.length === 0 ? '' : 'npx offstage doctor SERVER install:i1');
  });

  const NONE: typeof CASES = {
    'unregister() of another registration': ['unknown', [...quiet, unregister(T + HOUR, OTHER), alive(GONE)]],
    'unregister() that found nothing': [
      'unknown',
      [...quiet, unregister(T + HOUR, SCOPE, { unregistered: false }), alive(GONE)],
    ],
    'unregister() before the last push': ['unknown', [unregister(T - HOUR), ...quiet, alive(GONE)]],
    'unregister() long after it': ['unknown', [...quiet, alive(GONE), unregister(GONE + DAY)]],
    'unregister() of another installation': [
      'unknown',
      [...quiet, { ...unregister(T + HOUR), install: 'i2' }, alive(GONE)],
    ],
    'unregister() that somebody only simulates': [
      'unknown',
      [...quiet, { ...unregister(T + HOUR), trusted: false }, alive(GONE)],
    ],
    'a permission that was never granted': [
      'unknown',
      [...quiet, permission(T + HOUR, 'denied'), alive(GONE)],
    ],
    'a permission denied and granted again before the last push': [
      'unknown',
      [
        permission(T - 2 * DAY, 'granted'),
        permission(T - DAY, 'denied'),
        permission(T - HOUR, 'granted'),
        ...quiet,
        alive(GONE),
      ],
    ],
    'a permission denied only after a visit that still had it': [
      'unknown',
      [
        permission(T - DAY, 'granted'),
        ...quiet,
        visit(GONE + HOUR),
        permission(GONE + DAY, 'denied'),
        visit(GONE + DAY),
      ],
    ],
    'a permission of a sync': [
      'unknown',
      [
        permission(T - DAY, 'granted', { service: 'backgroundSync' }),
        ...quiet,
        permission(T + HOUR, 'denied', { service: 'backgroundSync' }),
        alive(GONE),
      ],
    ],
    'two silent pushes in WebKit': ['unknown', [...three.slice(3), alive(GONE)], apple],
    'three silent pushes in WebKit, and one that was shown after them': [
      'unknown',
      [...three, ...push(T + HOUR), alive(GONE)],
      apple,
    ],
    'three silent pushes in Chrome': ['unknown', [...three, alive(GONE)], { service: 'fcm.googleapis.com' }],
    'fifteen silent pushes in Firefox': ['unknown', [...silentPushes(15), alive(GONE)], mozilla],
    'sixteen silent pushes in Firefox with a visit in between': [
      'unknown',
      [...silentPushes(16), visit(T - 8 * 60_000), alive(GONE)],
      mozilla,
    ],
    'a key that was refused, and taken again': [
      'unknown',
      [...quiet, alive(GONE)],
      {
        before: [
          { id: 'x', time: T + HOUR, status: 403 },
          { id: 'y', time: T + 2 * HOUR, status: 201 },
        ],
      },
    ],
    'subscribe() at every visit, which gets the same one': [
      'unknown',
      [
        told(T - HOUR, 'pushManager.subscribe() fulfilled', { subscription: { applicationServerKey: 'k' } }),
        ...quiet,
        told(T + HOUR, 'pushManager.subscribe() fulfilled', { subscription: { applicationServerKey: 'k' } }),
        alive(GONE),
      ],
    ],
    'another key at another registration': [
      'unknown',
      [subscription(T - HOUR, 'k1', null), ...quiet, subscription(T + HOUR, 'k2', null, OTHER), alive(GONE)],
    ],
    'another subscription of another registration': [
      'unknown',
      [
        ...quiet,
        told(T + HOUR, 'Push device identified', { device: hashed('another') }, { scope: OTHER }),
        alive(GONE),
      ],
    ],
    'no subscription, where there never was one': [
      'unknown',
      [...quiet, subscription(T + HOUR, null, null), alive(GONE)],
    ],
    'a log that ended hours before': ['unknown', quiet],
  };
  test.each(Object.entries(NONE))('and none: %s', async (_, [reason, entries, more]) => {
    expect((await reasonOf(entries, more))?.reason).toBe(reason);
  });
});

test('what names its doctor’s rule, and tells when', async () => {
  const story = await reasonOf([...push(T), unregister(T + HOUR)]);
  expect(story).toMatchObject({
    doctor: 'D18',
    alive: T + 40,
    evidence: [{ time: T + HOUR, what: 'unregister() was called', report: 5 }],
    install: 'i1',
  });
});

test('a second refusal has the reason of the first, whatever came in between', async () => {
  await ledger.add(makeSend({ id: 'again', time: GONE + DAY, status: 404 }));
  await reasonOfTwo();
  const found = await listPushes(ledger.sql, { filter: {}, limit: 10 });
  expect(found.map(({ push: { id, gone } }) => [id, gone])).toEqual([
    ['again', 'unsubscribed'],
    ['gone', 'unsubscribed'],
  ]);

  async function reasonOfTwo() {
    ledger.report(...push(T), told(T + HOUR, 'unsubscribe() fulfilled'), unregister(GONE + HOUR));
    await ledger.add(makeSend({ id: 'gone', time: GONE, status: 410 }));
    await ledger.follow(Date.now());
  }
});

test('only "gone" has a reason, and a device that the sender does not name has none', async () => {
  ledger.report(...push(T), unregister(T + HOUR));
  await ledger.add(
    ...[200, 400, 401, 413, 429, 500].map((status) => makeSend({ id: `s${status}`, time: GONE, status })),
    makeSend({ id: 'by-message', device: undefined, message: 'm', time: GONE, status: 404 }),
  );
  await ledger.follow(Date.now());
  const found = await listPushes(ledger.sql, { filter: {}, limit: 10 });
  expect(
    found.filter(({ push: { gone } }) => gone !== '').map(({ push: { id, gone } }) => [id, gone]),
  ).toEqual([['by-message', 'unknown']]);
});

test('what is told of an installation goes with it, and the reason too', async () => {
  const { forgetInstalls } = await import('../remove-pushes.ts');
  expect((await reasonOf([...push(T), unregister(T + HOUR)]))?.reason).toBe('unregistered');
  await forgetInstalls(ledger.sql, ['i1']);
  await ledger.follow(Date.now());
  expect((await pushStory(ledger.sql, 'gone', Date.now()))?.gone).toMatchObject({
    reason: 'not-reporting',
    install: '',
    evidence: [],
  });
  expect(await ledger.sql.all('SELECT * FROM push_signs')).toEqual([]);
});

test('an installation that tells more than anybody needs is kept short, by the newest', async () => {
  const flood = Array.from({ length: 900 }, (_, index) =>
    told(T - index * 1_000, 'Push subscription state', {
      scope: `${SCOPE}${index}`,
      subscription: { applicationServerKey: `k${index}` },
    }),
  );
  const visits = Array.from({ length: 300 }, (_, index) => visit(T - index * HOUR));
  await ledger.add(makeSend({ id: 'any', time: T }));
  ledger.report(...flood, ...visits);
  await ledger.follow(Date.now());
  const rows = await ledger.sql.all(
    'SELECT kind, count(*) AS count FROM push_signs GROUP BY kind ORDER BY kind',
  );
  expect(rows.map((row) => ({ ...row }))).toEqual([
    { kind: 'subscription', count: 200 },
    { kind: 'visit', count: 100 },
  ]);
  const [oldest] = await ledger.sql.all("SELECT min(first) AS first FROM push_signs WHERE kind = 'visit'");
  expect(oldest?.first).toBe(T - 99 * HOUR);
});
