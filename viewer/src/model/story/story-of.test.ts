import type { Entry } from '@offstage/sw-plugin/log';
import { expect, test } from 'vitest';
import { sampleLog } from '../../samples/sample-log.ts';
import { createLogModel, type LogModel } from '../log-model.ts';
import { pushesTold } from './pushes-told.ts';
import type { Story } from './story.ts';
import { storyOf } from './story-of.ts';

const ORIGIN = 'https://a.example/';
type Line = Partial<Entry> & Pick<Entry, 'service' | 'event'>;

function modelOf(...lines: readonly Line[]): LogModel {
  const model = createLogModel();
  model.append(
    lines.map((line, index) => ({
      seq: index + 1,
      id: `b-${index}`,
      time: 1000 + index * 10,
      instanceId: '',
      metadata: {},
      detail: {},
      context: 'worker' as const,
      boot: 'b',
      origin: ORIGIN,
      storageKey: ORIGIN,
      scope: ORIGIN,
      scriptURL: '',
      trusted: true,
      ...line,
    })),
  );
  return model;
}
const short = (story: Story | undefined) =>
  story?.map(({ name, state, reason }) => [name, state, ...(reason ? [reason] : [])].join(' '));

const push = (more: Partial<Entry> = {}): Line => ({
  service: 'pushMessaging',
  event: 'Push event dispatched',
  span: 'p',
  detail: { phase: 'start', type: 'push' },
  ...more,
});
const handled = (detail: Entry['detail']): Line => ({
  service: 'pushMessaging',
  event: 'Push event completed',
  span: 'p',
  detail: { phase: 'end', ...detail },
});
const displayed = (tag: string, more: Partial<Entry> = {}): Line => ({
  service: 'notifications',
  event: 'Notification displayed',
  span: 's',
  parent: 'p',
  instanceId: tag,
  metadata: { Title: 'Hello' },
  detail: { phase: 'end', outcome: 'ok' },
  ...more,
});
const clicked = (tag: string, more: Partial<Entry> = {}): Line => ({
  service: 'notifications',
  event: 'Notification clicked',
  span: 'c',
  instanceId: tag,
  metadata: { Title: 'Hello' },
  detail: { phase: 'start', action: '' },
  ...more,
});
const ok = { outcome: 'ok', duration: 12 } as const;

test('a push that was shown, clicked and opened a window; the click leads back to it', () => {
  const model = modelOf(
    push(),
    displayed('note'),
    handled(ok),
    clicked('note'),
    {
      service: 'serviceWorker',
      event: 'clients.openWindow() fulfilled',
      span: 'o',
      parent: 'c',
      detail: { phase: 'end', outcome: 'ok' },
    },
    {
      service: 'notifications',
      event: 'notificationclick event completed',
      span: 'c',
      detail: { phase: 'end', ...ok },
    },
  );
  const whole = ['received reached', 'handler reached', 'shown reached', 'clicked reached', 'window reached'];
  for (const at of [0, 1, 2, 3, 5]) expect(short(storyOf(model, at))).toEqual(whole);
  expect(storyOf(model, 3)?.[3]).toMatchObject({ at: 3, time: 1030 });
});

test.each<[string, readonly Line[], readonly string[]]>([
  [
    'the handler threw',
    [push(), handled({ outcome: 'failed', threw: true })],
    ['received reached', 'handler failed', 'shown missing handler-failed'],
  ],
  [
    'silent',
    [push(), handled({ outcome: 'silent', shown: 0 })],
    ['received reached', 'handler reached', 'shown failed never-called'],
  ],
  [
    'nobody can say what was shown',
    [push(), handled({})],
    ['received reached', 'handler reached', 'shown missing unseen'],
  ],
  [
    'refused by the browser',
    [
      push(),
      {
        service: 'notifications',
        event: 'showNotification() rejected',
        span: 's',
        parent: 'p',
        detail: { phase: 'end', outcome: 'failed' },
      },
      handled({ outcome: 'failed' }),
    ],
    ['received reached', 'handler failed', 'shown failed'],
  ],
  [
    'shown, and no more',
    [push(), displayed('a'), handled(ok)],
    ['received reached', 'handler reached', 'shown reached', 'clicked missing not-yet'],
  ],
  [
    'dismissed',
    [push(), displayed('a'), handled(ok), clicked('a', { event: 'Notification closed' })],
    ['received reached', 'handler reached', 'shown reached', 'dismissed reached'],
  ],
  [
    'another notification took its place',
    [push(), displayed('a'), handled(ok), displayed('a', { parent: 'q', span: 's2' }), clicked('a')],
    ['received reached', 'handler reached', 'shown reached', 'clicked missing not-yet'],
  ],
  [
    'without a tag the click is a guess; it opened nothing',
    [push(), displayed(''), handled(ok), clicked('')],
    ['received reached', 'handler reached', 'shown reached', 'clicked guess', 'window missing no-window'],
  ],
  [
    'shown while another push was open',
    [push(), displayed('a', { parentGuess: true }), handled(ok)],
    ['received reached', 'handler reached', 'shown guess', 'clicked missing not-yet'],
  ],
])('a push: %s', (_, lines, story) => {
  expect(short(storyOf(modelOf(...lines), 0))).toEqual(story);
});

test('a worker that was ended in the middle', () => {
  const model = modelOf(push());
  model.setAlive(new Set(), 2000, 1);
  expect(short(storyOf(model, 0))).toEqual([
    'received reached',
    'handler failed cut-off',
    'shown missing cut-off',
  ]);
  model.setAlive(new Set(['b']), 2000, 1);
  expect(short(storyOf(model, 0))).toEqual(['received reached', 'handler running', 'shown missing not-yet']);
});

const sync = (span: string, event: string, detail: Entry['detail']): Line => ({
  service: 'backgroundSync',
  event,
  span,
  instanceId: 'outbox',
  detail,
});
test('a sync: registered, each attempt, done or given up; another registration is another story', () => {
  const registered = sync('r', 'Registered sync', { phase: 'end', outcome: 'ok' });
  const fired = (n: number, lastChance = false) =>
    sync(`a${n}`, 'Dispatched sync event', { phase: 'start', attempt: n, lastChance });
  const failed = (n: number) => sync(`a${n}`, 'sync event failed', { phase: 'end', outcome: 'failed' });
  const done = (n: number) => sync(`a${n}`, 'Sync completed', { phase: 'end', outcome: 'ok' });
  const retried = modelOf(registered, fired(1), failed(1), fired(2), done(2), { ...registered, span: 'r2' });
  for (const at of [0, 1, 3]) {
    expect(short(storyOf(retried, at))).toEqual([
      'registered reached',
      'attempt failed',
      'attempt reached',
      'done reached',
    ]);
  }
  expect(short(storyOf(retried, 5))).toEqual(['registered reached', 'attempt missing not-yet']);
  expect(short(storyOf(modelOf(fired(3, true), failed(3)), 0))).toEqual([
    'registered missing before-log',
    'attempt failed',
    'givenUp failed',
  ]);
  expect(short(storyOf(modelOf(registered, fired(1), failed(1)), 1))).toEqual([
    'registered reached',
    'attempt failed',
    'done missing not-yet',
  ]);
});

test('a periodic sync: each time stands for itself', () => {
  const periodic = (span: string, event: string, detail: Entry['detail']): Line => ({
    ...sync(span, event, detail),
    service: 'periodicBackgroundSync',
  });
  const model = modelOf(
    periodic('a', 'Dispatched periodicsync event', { phase: 'start' }),
    periodic('a', 'periodicsync event failed', { phase: 'end', outcome: 'failed' }),
    periodic('b', 'Dispatched periodicsync event', { phase: 'start' }),
    periodic('b', 'periodicsync event completed', { phase: 'end', outcome: 'ok' }),
  );
  expect(short(storyOf(model, 0))).toEqual(['registered missing before-log', 'fired reached', 'done failed']);
  expect(short(storyOf(model, 3))).toEqual([
    'registered missing before-log',
    'fired reached',
    'done reached',
  ]);
});

const fetched = (event: string, more: Partial<Entry> = {}): Line => ({
  service: 'backgroundFetch',
  event,
  instanceId: 'album',
  ...more,
});
test('a background fetch: started, its requests, completed', () => {
  const request = (status: string) =>
    fetched('Request processing completed', { metadata: { 'Response Status': status } });
  const begun = [fetched('Background Fetch registered'), fetched('Background Fetch started')];
  expect(short(storyOf(modelOf(...begun, request('200'), request('200')), 1))).toEqual([
    'started reached',
    'requests reached',
    'stored missing not-yet',
  ]);
  const failed = modelOf(
    ...begun,
    request('404'),
    fetched('Background Fetch completed', {
      span: 'f',
      metadata: { 'Event Type': 'BackgroundFetchFailEvent' },
      detail: { phase: 'start', type: 'backgroundfetchfail', outcome: 'failed' },
    }),
  );
  expect(short(storyOf(failed, 3))).toEqual(['started reached', 'requests failed', 'stored failed']);
});

test('a payment: asked, answered, paid', () => {
  const pay = (event: string, more: Partial<Entry>): Line => ({
    service: 'paymentHandler',
    event,
    span: 'y',
    ...more,
  });
  const asked = pay('Payment request', { detail: { phase: 'start' } });
  const answered = (Type: string) =>
    pay('Payment response', { metadata: { Type }, detail: { phase: 'end', outcome: 'ok' } });
  expect(short(storyOf(modelOf(asked, answered('PAYMENT_EVENT_SUCCESS')), 0))).toEqual([
    'asked reached',
    'answered reached',
    'paid reached',
  ]);
  expect(short(storyOf(modelOf(asked, answered('PAYMENT_EVENT_REJECT')), 0))?.[2]).toBe(
    'paid failed handler-failed',
  );
});

test('any entry of a log has a story or none, quickly', () => {
  const model = createLogModel();
  model.append(sampleLog({ count: 5_000 }));
  const before = performance.now();
  let told = 0;
  for (let at = model.low; at < model.high; at += 10) told += Number(storyOf(model, at) !== undefined);
  expect(told).toBeGreaterThan(300);
  expect((performance.now() - before) / 500).toBeLessThan(10);
});

test('the notification that a browser shows in place of a silent push is not the app’s', () => {
  const model = modelOf(
    push(),
    displayed('user_visible_auto_notification', { inferred: true }),
    handled({ outcome: 'silent' }),
  );
  expect(short(storyOf(model, 0))).toEqual([
    'received reached',
    'handler reached',
    'shown failed never-called',
  ]);
  expect([...(pushesTold(model).get(0) ?? [])]).toEqual([]);
});
