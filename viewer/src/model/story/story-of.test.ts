import type { Entry } from '@offstage/sw-plugin/log';
import { expect, test } from 'vitest';
import { sampleLog } from '../../samples/sample-log.ts';
import { createLogModel, type LogModel } from '../log-model.ts';
import { pushTold } from './push-told.ts';
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
    ['received reached', 'handler reached', 'shown reached', 'clicked missing replaced'],
  ],
  [
    'the app closed it',
    [
      push(),
      displayed('a'),
      handled(ok),
      clicked('a', { event: 'Notification closed', detail: { reason: 'script' } }),
    ],
    ['received reached', 'handler reached', 'shown reached', 'clicked missing closed-by-app'],
  ],
  [
    'the app closed it, of which Firefox tells as of a person',
    [
      push(),
      displayed('a'),
      clicked('a', { event: 'Notification closed', span: 'x', parent: 'p', detail: { reason: 'script' } }),
      handled(ok),
      clicked('a', {
        event: 'Notification closed',
        span: 'c',
        parent: 'p',
        detail: { phase: 'start', reason: 'user' },
      }),
    ],
    ['received reached', 'handler reached', 'shown reached', 'clicked missing closed-by-app'],
  ],
  [
    'another took its place, of which Firefox tells as of a person',
    [
      push(),
      displayed('a'),
      handled(ok),
      clicked('a', {
        event: 'Notification closed',
        span: 'c',
        detail: { phase: 'start', reason: 'replaced' },
      }),
      displayed('a', { span: 't', parent: 'q' }),
    ],
    ['received reached', 'handler reached', 'shown reached', 'clicked missing replaced'],
  ],
  [
    'first "loading", then the text, with one tag, of which Firefox tells: still there',
    [
      push(),
      displayed('a', { metadata: { Title: 'Loading' } }),
      clicked('a', {
        event: 'Notification closed',
        span: 'c',
        detail: { phase: 'start', reason: 'replaced' },
      }),
      displayed('a', { span: 't' }),
      handled(ok),
    ],
    ['received reached', 'handler reached', 'shown reached', 'clicked missing not-yet'],
  ],
  [
    'clicked, and closed by the click’s handler',
    [
      push(),
      displayed('a'),
      handled(ok),
      clicked('a', { metadata: {} }),
      clicked('a', { event: 'Notification closed', span: 'x', parent: 'c', detail: { reason: 'script' } }),
    ],
    ['received reached', 'handler reached', 'shown reached', 'clicked reached', 'window missing no-window'],
  ],
  [
    'first "loading", then the text, with one tag; the text is clicked',
    [
      push(),
      displayed('a', { metadata: { Title: 'Loading' } }),
      displayed('a', { span: 's2' }),
      handled(ok),
      clicked('a'),
    ],
    ['received reached', 'handler reached', 'shown reached', 'clicked reached', 'window missing no-window'],
  ],
  [
    'first "loading", then the text, with one tag; nobody clicked',
    [push(), displayed('a', { metadata: { Title: 'Loading' } }), displayed('a', { span: 's2' }), handled(ok)],
    ['received reached', 'handler reached', 'shown reached', 'clicked missing not-yet'],
  ],
  [
    'its handler closed an older one before',
    [
      push(),
      clicked('b', { event: 'Notification closed', span: 'x', parent: 'p', detail: { reason: 'script' } }),
      displayed('a'),
      handled(ok),
    ],
    ['received reached', 'handler reached', 'shown reached', 'clicked missing not-yet'],
  ],
  [
    'the worker knew that the click belongs to another push',
    [push(), displayed('a'), handled(ok), clicked('a', { parent: 'q' }), push({ span: 'q' })],
    ['received reached', 'handler reached', 'shown reached', 'clicked missing not-yet'],
  ],
  [
    'without a tag, and two of the same title, the latest one is clicked',
    [push(), displayed(''), handled(ok), displayed('', { span: 's2', parent: 'q' }), clicked('')],
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

test('the page writes down a registration after the worker has written what came of it', () => {
  // As Chromium's workers and pages wrote them: the time tells the order.
  const model = modelOf(
    sync('p0', 'sync.register() called', { phase: 'start' }),
    sync('p0', 'Registered sync', { phase: 'end', outcome: 'ok' }),
    sync('w0', 'Dispatched sync event', { phase: 'start', attempt: 1 }),
    sync('w0', 'Sync completed', { phase: 'end', outcome: 'ok' }),
    { ...sync('p1', 'sync.register() called', { phase: 'start' }), time: 2000, context: 'page' },
    { ...sync('w1', 'Dispatched sync event', { phase: 'start', attempt: 1 }), time: 2007 },
    { ...sync('p1', 'Registered sync', { phase: 'end', outcome: 'ok' }), time: 2000, context: 'page' },
    { ...sync('w1', 'Sync completed', { phase: 'end', outcome: 'ok' }), time: 2009 },
  );
  const whole = ['registered reached', 'attempt reached', 'done reached'];
  for (const at of [4, 5, 6, 7]) {
    const story = storyOf(model, at);
    expect(short(story)).toEqual(whole);
    expect(story?.map((station) => station.at)).toEqual([6, 7, 7]);
  }
  expect(storyOf(model, 0)?.map((station) => station.at)).toEqual([1, 3, 3]);
});

test('registered three times before it fired once: each of them is this sync', () => {
  const registered = (span: string) => sync(span, 'Registered sync', { phase: 'end', outcome: 'ok' });
  const model = modelOf(
    registered('a'),
    registered('b'),
    registered('c'),
    sync('w', 'Dispatched sync event', { phase: 'start', attempt: 1 }),
    sync('w', 'Sync completed', { phase: 'end', outcome: 'ok' }),
    registered('d'),
  );
  for (const at of [0, 1, 2, 3])
    expect(short(storyOf(model, at))).toEqual(['registered reached', 'attempt reached', 'done reached']);
  expect(short(storyOf(model, 5))).toEqual(['registered reached', 'attempt missing not-yet']);
});

const fetched = (event: string, more: Partial<Entry> = {}): Line => ({
  service: 'backgroundFetch',
  event,
  instanceId: 'album',
  ...more,
});
test('the filter knows of a push what its story tells, also when entries come later, or earlier ones are loaded', () => {
  const title = { detail: { phase: 'start', notification: { title: 'Hello' } } } as const;
  // What Chromium has of a click: no title among the metadata.
  const lines = [
    push(),
    displayed(''),
    handled(ok),
    clicked('', { metadata: {}, ...title }),
    push({ span: 'p2' }),
    displayed('t', { parent: 'p2', span: 's2' }),
    clicked('t', { event: 'Notification closed', metadata: {}, span: 'c2' }),
  ];
  const whole = modelOf(...lines);
  expect(pushTold(whole, 0)).toEqual(['shown', 'clicked']);
  expect(pushTold(whole, 4)).toEqual(['shown', 'dismissed']);
  expect(pushTold(whole, 1)).toBeUndefined();
  const entries = lines.map((_, at) => whole.entry(at));
  for (let cut = 0; cut <= lines.length; cut++) {
    const model = createLogModel();
    model.append(entries.slice(0, cut));
    for (let at = model.low; at < model.high; at++) storyOf(model, at);
    model.append(entries.slice(cut));
    expect(pushTold(model, 0)).toEqual(['shown', 'clicked']);
    const later = createLogModel();
    later.append(entries.slice(cut));
    for (let at = later.low; at < later.high; at++) storyOf(later, at);
    later.prepend(entries.slice(0, cut));
    expect(pushTold(later, -cut)).toEqual(['shown', 'clicked']);
    later.reset();
    later.append(entries.slice(4));
    expect(pushTold(later, 0)).toEqual(['shown', 'dismissed']);
  }
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

test('any entry of a log has a story or none, and few entries are read for it', () => {
  const model = createLogModel();
  model.append(sampleLog({ count: 5_000 }));
  let read = 0;
  const counted: LogModel = Object.create(model, {
    entry: {
      value: (at: number) => {
        read += 1;
        return model.entry(at);
      },
    },
  });
  let [told, asked] = [0, 0];
  for (let at = model.low; at < model.high; at += 10) {
    told += Number(storyOf(counted, at) !== undefined);
    asked += 1;
  }
  expect(told).toBeGreaterThan(300);
  expect(read / asked).toBeLessThan(1_000);
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
  expect(pushTold(model, 0)).toEqual([]);
});
