import { diagnose } from '@offstage/sw-plugin/doctor';
import type { Detail, Entry, Service } from '@offstage/sw-plugin/log';
import { expect, test } from 'vitest';
import { createLogModel, type LogModel } from '../log-model.ts';
import type { AskedService } from './asked-service.ts';
import type { Check } from './check.ts';
import type { Facts } from './facts.ts';
import { whyNot } from './why.ts';

const ORIGIN = 'https://app.example/';
type Line = Partial<Entry> & { readonly event: string };

/** A log of these lines, a second apart. */
function logOf(service: Service, lines: readonly Line[]): { model: LogModel; entries: readonly Entry[] } {
  const entries = lines.map(
    (line, at): Entry => ({
      seq: at + 1,
      id: `b-${at}`,
      time: 1_000_000 + at * 1000,
      service,
      instanceId: '',
      metadata: {},
      detail: {},
      context: 'worker',
      boot: 'b',
      origin: ORIGIN,
      storageKey: ORIGIN,
      scope: ORIGIN,
      scriptURL: `${ORIGIN}sw.js`,
      trusted: true,
      ...line,
    }),
  );
  const model = createLogModel();
  model.append(entries);
  return { model, entries };
}

/** Of each line its state and reason; `here` marks where the way ends. */
function asked(
  service: AskedService,
  lines: readonly Line[],
  facts: Facts = {},
  of: Service = service,
): Record<string, string> {
  const { model, entries } = logOf(of, lines);
  const checks = whyNot(service, model, facts, undefined, diagnose(entries));
  return Object.fromEntries(
    checks.map((one) => [one.name, `${one.state} ${one.reason}${one.here ? ' here' : ''}`]),
  );
}

const started: Line = { event: 'Worker started', service: 'serviceWorker', own: true };
const begin = (event: string, detail: Detail = {}, more: Partial<Line> = {}): Line => ({
  event,
  span: 's',
  detail: { phase: 'start', listeners: 1, ...detail },
  ...more,
});
const end = (event: string, detail: Detail = {}, more: Partial<Line> = {}): Line => ({
  event,
  span: 's',
  detail: { phase: 'end', outcome: 'ok', listeners: 1, ...detail },
  ...more,
});
const subscribed: Line = {
  event: 'pushManager.subscribe() fulfilled',
  detail: { subscription: { endpointHost: 'push.example', applicationServerKey: 'BKey' } },
};
const HERE: Facts = {
  api: true,
  permission: 'granted',
  online: true,
  recording: true,
  plugin: true,
  workers: ['/sw.js'],
  subscriptions: [{ host: 'push.example', key: 'BKey' }],
};

test('two registrations: one that never had a subscription says nothing of the other', () => {
  const state = (scope: string, subscription: object | null): Line => ({
    event: 'Push subscription state',
    context: 'page',
    scope,
    detail: { subscription, oldSubscription: null, scope } as Detail,
  });
  const has = { endpointHost: 'push.example', applicationServerKey: 'BKey' };
  const pay = `${ORIGIN}pay/`;
  const said = (...lines: readonly Line[]): string | undefined =>
    asked('pushMessaging', [started, ...lines]).subscription;
  expect(said(state(ORIGIN, has), state(pay, null))).toBe('yes subscribed');
  expect(said(subscribed, state(pay, null))).toBe('yes subscribed');
  expect(said(state(ORIGIN, has), state(ORIGIN, null), state(pay, null))).toContain('no ');
  expect(said(state(pay, null), state(ORIGIN, null))).toContain('no neverSubscribed');
  // Nobody knows of which registration an uncontrolled page spoke; then the later one counts.
  expect(said({ ...subscribed, scope: '', context: 'page' }, state(ORIGIN, null))).toContain('no ');
});

test.each<AskedService>([
  'pushMessaging',
  'backgroundSync',
  'periodicBackgroundSync',
  'backgroundFetch',
  'paymentHandler',
  'reporting',
])('%s: of an empty log of elsewhere nothing is called right', (service) => {
  const states = Object.values(asked(service, []));
  expect(states.length).toBeGreaterThan(3);
  expect(states.filter((state) => state.startsWith('yes'))).toEqual([]);
});

test('a push that was shown: every line that can be checked is right, and what only the system knows is not', () => {
  const show: Line = {
    event: 'Notification displayed',
    service: 'notifications',
    span: 'n',
    parent: 's',
    metadata: { Title: 'A note' },
    detail: { phase: 'end', outcome: 'ok' },
  };
  const call: Line = {
    event: 'showNotification() called',
    service: 'notifications',
    span: 'n',
    parent: 's',
    own: true,
    detail: { phase: 'start' },
  };
  const sources = [`at ${ORIGIN}sw.js:315:7`];
  const lines = [
    started,
    subscribed,
    begin('Push event dispatched'),
    call,
    show,
    end('Push event completed', { shown: 1, sources }),
  ];
  const { model } = logOf('pushMessaging', lines);
  const checks = whyNot('pushMessaging', model, { ...HERE, serverKey: 'BKey' }, undefined, []);
  expect(Object.fromEntries(checks.map(({ name, state }) => [name, state]))).toEqual({
    api: 'yes',
    worker: 'yes',
    plugin: 'yes',
    recording: 'yes',
    permission: 'yes',
    subscription: 'yes',
    key: 'yes',
    listener: 'yes',
    received: 'yes',
    handler: 'yes',
    shown: 'yes',
    system: 'unknown',
  });
  expect(checks.find(({ name }) => name === 'listener')).toMatchObject({ source: 'sw.js:315', at: 5 });
  expect(checks.find(({ name }) => name === 'received')).toMatchObject({ at: 2 });
});

test('a handler that threw: there the way ends, with its error, its line and what the doctor found', () => {
  const error = { name: 'TypeError', message: 'x is null', stack: `TypeError: x\n at ${ORIGIN}sw.js:12:3` };
  const lines = [
    started,
    subscribed,
    begin('Push event dispatched'),
    end('Push event completed', { outcome: 'failed', threw: true, error }),
  ];
  const { model, entries } = logOf('pushMessaging', lines);
  const checks = whyNot('pushMessaging', model, HERE, undefined, diagnose(entries));
  const handler = checks.find(({ here }) => here);
  expect(handler).toMatchObject({
    name: 'handler',
    words: 'TypeError: x is null',
    source: 'sw.js:12',
    at: 3,
    next: 'fixHandler',
  });
  expect(handler?.found.map(({ rule }) => rule)).toContain('D7');
  expect(checks.find(({ name }) => name === 'shown')?.state).toBe('no');
});

test('silent, denied, lost, never subscribed, another key, late listener, loaded late, not recorded, ended', () => {
  const push = [begin('Push event dispatched'), end('Push event completed', { outcome: 'silent', shown: 0 })];
  const ask = (lines: readonly Line[], facts: Facts = HERE): string =>
    Object.entries(asked('pushMessaging', lines, facts))
      .filter(([, said]) => said.endsWith(' here'))
      .map(([name, said]) => `${name} ${said.split(' ')[1]}`)
      .join();
  expect(ask([started, subscribed, ...push])).toBe('shown silent');
  expect(ask([started, subscribed, ...push], { ...HERE, permission: 'denied' })).toBe('permission denied');
  const denied: Line = {
    event: 'Permission state',
    service: 'notifications',
    context: 'page',
    detail: { name: 'notifications', permission: 'denied' },
  };
  expect(ask([started, subscribed, denied, ...push], {})).toBe('permission denied');
  const lost: Line = {
    event: 'Push subscription state',
    context: 'page',
    detail: { subscription: null, oldSubscription: { endpointHost: 'push.example' } },
  };
  expect(ask([started, subscribed, lost], { ...HERE, subscriptions: [] })).toBe(
    'subscription subscriptionLost',
  );
  expect(ask([started, subscribed, lost], {})).toBe('subscription subscriptionLost');
  // The log ends before it went.
  expect(ask([started, subscribed], { ...HERE, subscriptions: [] })).toBe('subscription subscriptionLost');
  expect(ask([started], { ...HERE, subscriptions: [] })).toBe('subscription neverSubscribed');
  expect(ask([started, subscribed, ...push], { ...HERE, serverKey: 'BOther' })).toBe('key keyOther');
  const late: Line = {
    event: 'Listener added after start-up',
    service: 'serviceWorker',
    detail: { type: 'push' },
  };
  expect(ask([started, subscribed, late])).toBe('listener lateListener');
  const loadedLate: Line = {
    event: 'Plugin loaded late',
    service: 'serviceWorker',
    detail: { type: 'push' },
  };
  expect(ask([started, loadedLate, subscribed])).toBe('plugin pluginLate');
  // A later start has nothing to say of it.
  const again: Line = { ...started, boot: 'b2' };
  expect(asked('pushMessaging', [started, loadedLate, again], HERE).plugin).toBe('yes pluginFirst');
  expect(ask([started, subscribed], { ...HERE, recording: false })).toBe('recording recordingOff');
  expect(ask([started, subscribed])).toBe('received nothingArrived');
  expect(asked('pushMessaging', [started, subscribed], { ...HERE, recording: false }).received).toMatch(
    /^unknown/,
  );
  expect(ask([], { ...HERE, workers: [], subscriptions: [] })).toBe('worker noWorker');
});

test('a push that still runs, and one that was cut off', () => {
  const lines = [started, subscribed, begin('Push event dispatched')];
  const { model } = logOf('pushMessaging', lines);
  const handler = (): Check | undefined =>
    whyNot('pushMessaging', model, HERE, undefined, []).find(({ name }) => name === 'handler');
  model.setAlive(new Set(['b']), 2_000_000, model.high);
  expect(handler()).toMatchObject({ state: 'unknown', reason: 'running' });
  model.setAlive(new Set(), 2_000_000, model.high);
  expect(handler()).toMatchObject({ state: 'no', reason: 'cutOff', at: 2 });
});

test('a push that is asked about, not the latest one', () => {
  const lines = [
    started,
    subscribed,
    begin('Push event dispatched', {}, { span: 'a' }),
    end('Push event completed', { outcome: 'silent', shown: 0 }, { span: 'a' }),
    begin('Push event dispatched', {}, { span: 'z' }),
    end('Push event completed', { outcome: 'ok' }, { span: 'z' }),
  ];
  const { model } = logOf('pushMessaging', lines);
  expect(whyNot('pushMessaging', model, HERE, 3, []).find(({ here }) => here)?.reason).toBe('silent');
  expect(whyNot('pushMessaging', model, HERE, undefined, []).some(({ here }) => here)).toBe(false);
});

test('syncs: given up, tried again, registered and not fired, refused, offline', () => {
  const registered: Line = { event: 'Registered sync', instanceId: 'outbox', context: 'page' };
  const fail = { outcome: 'failed' as const, error: { name: 'TypeError', message: 'Failed to fetch' } };
  const attempt = (lastChance: boolean): Line[] => [
    begin('Dispatched sync event', { lastChance, tag: 'outbox' }, { instanceId: 'outbox' }),
    lastChance
      ? end('Sync completed', { ...fail, lastChance }, { metadata: { Status: 'waitUntil rejected' } })
      : end('sync event failed', fail),
  ];
  const facts: Facts = { ...HERE, registered: [] };
  expect(asked('backgroundSync', [started, registered, ...attempt(true)], facts)).toMatchObject({
    fired: 'yes fired',
    handler: 'no handlerFailed here',
    done: 'no givenUp',
  });
  expect(asked('backgroundSync', [started, registered, ...attempt(false)], facts).done).toBe('no retried');
  const waits = { ...facts, registered: ['outbox'] };
  expect(asked('backgroundSync', [started, registered], waits).fired).toBe('no notFired here');
  expect(asked('backgroundSync', [started, registered], { ...waits, online: false }).fired).toBe(
    'no offline here',
  );
  const refused: Line = { event: 'sync.register() rejected', detail: { error: fail.error } };
  expect(asked('backgroundSync', [started, refused], facts).registered).toBe('no refused here');
  expect(asked('backgroundSync', [started], facts).registered).toBe('no notRegistered here');
});

test('periodic syncs: not in an installed app, unregistered, never fired', () => {
  const registered: Line = { event: 'Registered periodicsync', instanceId: 'news' };
  const facts: Facts = { ...HERE, installed: false, registered: ['news'] };
  const said = asked('periodicBackgroundSync', [started, registered], facts);
  expect(said).toMatchObject({
    installed: 'unknown inTab',
    registered: 'yes registeredNow',
    fired: 'no notFired here',
    system: 'unknown onlySystem',
  });
  const undone: Line = { event: 'Unregistered periodicsync', instanceId: 'news' };
  expect(
    asked('periodicBackgroundSync', [started, registered, undone], { ...facts, registered: [] }).registered,
  ).toBe('no unregistered here');
});

test('a background fetch: refused, a bad answer, failed', () => {
  const id = { instanceId: 'album' };
  const refused: Line = {
    event: 'backgroundFetch.fetch() rejected',
    detail: { error: { name: 'TypeError', message: 'no' } },
  };
  expect(asked('backgroundFetch', [started, refused], HERE).started).toBe('no refused here');
  const said = asked(
    'backgroundFetch',
    [
      started,
      { event: 'Background Fetch registered', ...id },
      { event: 'Background Fetch started', ...id },
      {
        event: 'Request processing completed',
        ...id,
        metadata: { 'Response Status': '404', URL: `${ORIGIN}a` },
      },
      begin(
        'Background Fetch completed',
        {},
        {
          ...id,
          metadata: { 'Event Type': 'BackgroundFetchFailEvent', 'Failure Reason': 'BAD_STATUS' },
        },
      ),
      end('backgroundfetchfail event completed', {}, id),
    ],
    HERE,
  );
  expect(said).toMatchObject({
    started: 'yes started',
    requests: 'no requestsBad here',
    stored: 'no fetchFailed',
    handler: 'yes handled',
  });
});

test('a payment: an answer that the browser refuses', () => {
  const said = asked(
    'paymentHandler',
    [
      started,
      begin('Payment request'),
      end('Payment response', {}, { metadata: { Type: 'PAYMENT_METHOD_NAME_EMPTY' } }),
    ],
    HERE,
  );
  expect(said).toMatchObject({ asked: 'yes arrived', listener: 'yes listens', paid: 'no notPaid here' });
});

test('reports: no header, no default, no https, what the endpoint answers', () => {
  const endpoint = (name: string, url: string) => ({ name, url, header: 'Reporting-Endpoints' });
  const ask = (facts: Facts): Record<string, string> => asked('reporting', [], { api: true, ...facts });
  expect(ask({ endpoints: [] })).toMatchObject({ header: 'no headerMissing here' });
  const other = [endpoint('csp', 'http://localhost:4321/reports')];
  expect(ask({ endpoints: other })).toMatchObject({
    header: 'yes headerThere',
    endpoint: 'no endpointNamed here',
    https: 'no noHttps',
    answer: 'unknown unasked',
    sampling: 'unknown onlySender',
  });
  const right = [endpoint('default', 'https://r.example/reports')];
  const answer = (status: number | 'blocked' | undefined) =>
    ask({ endpoints: right, answer: { url: 'https://r.example/reports', status } }).answer;
  expect(answer(204)).toBe('yes takes');
  expect(answer(404)).toBe('no refuses here');
  expect(answer(410)).toBe('no gone here');
  expect(answer(undefined)).toBe('no unreachable here');
  expect(answer('blocked')).toBe('unknown blocked');
  expect(ask({ endpoints: right, received: 3 }).answer).toBe('yes arrivedThere');
});

test('hostile text in a log makes no line longer than it may be, and breaks nothing', () => {
  const long = 'x'.repeat(1_000_000);
  const lines: Line[] = [
    { event: 'Reporting endpoints', service: 'reporting', detail: { endpoints: [null, 5, { url: long }] } },
    {
      event: 'Permission state',
      service: 'notifications',
      detail: { name: 'notifications', permission: long },
    },
    started,
    begin('Push event dispatched', { sources: [long, 7] as unknown as string[] }),
    end('Push event completed', {
      outcome: 'failed',
      error: { name: long, message: long, stack: long },
      sources: 'none' as unknown as string[],
    }),
  ];
  const { model } = logOf('pushMessaging', lines);
  for (const service of ['pushMessaging', 'reporting'] as const) {
    for (const check of whyNot(service, model, {}, undefined, []))
      expect((check.words ?? '').length).toBeLessThan(400);
  }
});
