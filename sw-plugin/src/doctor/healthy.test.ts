import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../log/entry.ts';
import { diagnose } from './diagnose.ts';
import { type Line, type Logbook, logbook } from './logbook.ts';

const USER_AGENTS = {
  chromium: 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36',
  firefox: 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0',
  webkit: 'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
} as const;
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** As Chromium tells where a listener was added. */
const sources = ['Error\n    at https://app.example/sw.js:12:1'];
const extensions = [{ method: 'waitUntil', at: 0, state: 'fulfilled', settled: 40 }] as const;
const held = { lasts: 50, ends: { extensions, sources } } as const;

/** What an app in good health does. Each step in a boot of its own, or the next one of the same. In one file: one table. */
const STEPS: Readonly<Record<string, (log: Logbook, who: Line) => void>> = {
  push(log, who) {
    const push = log.event('push', { ...who, ...held, ends: { ...held.ends, shown: 1 } });
    log.call('showNotification()', { ...who, parent: push.span, instanceId: 'chat' });
  },
  'two pushes at once'(log, who) {
    const first = log.event('push', { ...who, ...held, ends: { ...held.ends, shown: 2 } });
    log.event('push', { ...who, ...held, ends: { ...held.ends, shown: 1 } });
    for (const instanceId of ['one', 'two'])
      log.call('showNotification()', { ...who, parent: first.span, parentGuess: true, instanceId });
  },
  click(log, who) {
    const click = log.event('notificationclick', { ...who, ...held, instanceId: 'chat' });
    log.write('Notification closed', {
      ...who,
      service: 'notifications',
      instanceId: 'chat',
      span: `${click.span}-closed`,
      parent: click.span,
      detail: { type: 'Notification.close', reason: 'script' },
    });
    log.call('clients.openWindow()', { ...who, parent: click.span });
  },
  sync(log, who) {
    log.event('sync', { ...who, ...held, instanceId: 'outbox' });
  },
  'background fetch'(log, who) {
    log.event('backgroundfetchsuccess', {
      ...who,
      ...held,
      instanceId: 'film',
      metadata: { 'Event Type': 'BackgroundFetchSuccessEvent' },
    });
  },
  'a visit'(log, { boot, ...who }) {
    const page = { ...who, context: 'page', boot: `page-${boot ?? ''}` } as const;
    log.call('register()', page);
    log.call('pushManager.subscribe()', {
      ...page,
      ends: { subscription: { endpointHost: 'push.example', applicationServerKey: 'key' } },
    });
    log.call('sync.register()', { ...page, instanceId: 'outbox' });
    log.event('sync', {
      ...who,
      ...(boot !== undefined && { boot }),
      ...held,
      after: 50,
      instanceId: 'outbox',
    });
  },
  'a page that is left in the middle of a call'(log, { boot, ...who }) {
    const page = { ...who, context: 'page', boot: `left-${boot}-${log.entries.length}` } as const;
    log.call('sync.register()', { ...page, lasts: null });
  },
  'a cache-first worker, offline'(log, who) {
    // The refresh behind a cached answer: nobody waits for it.
    const error = { name: 'TypeError', message: 'Failed to fetch' };
    for (let i = 0; i < 3; i++)
      log.write('Unhandled rejection', { ...who, after: 20, detail: { error, unwatched: ['fetch'] } });
    const sync = log.event('sync', { ...who, ...held, instanceId: 'outbox' });
    log.write('Unhandled rejection', {
      ...who,
      parent: sync.span,
      parentGuess: true,
      detail: { error, unwatched: ['fetch'] },
    });
    log.time += 100;
  },
  'the same by an older recorder'(log, who) {
    log.write('Unhandled rejection', {
      ...who,
      detail: { error: { name: 'TypeError', message: 'Load failed' } },
    });
  },
  'a handler that catches'(log, who) {
    // What was refused first, and the other way that was taken then.
    const click = log.event('notificationclick', { ...who, ...held, instanceId: 'chat' });
    log.call('focus()', { ...who, parent: click.span });
    const push = log.event('push', { ...who, ...held, after: 90, ends: { ...held.ends, shown: 1 } });
    log.call('showNotification()', { ...who, parent: push.span, instanceId: 'chat' });
    log.event('sync', {
      ...who,
      ...held,
      after: 90,
      instanceId: 'outbox',
      ends: { extensions: [...extensions] },
    });
    log.time += 100;
  },
  'messages of one conversation that alert each'(log, who) {
    const push = log.event('push', { ...who, ...held, ends: { ...held.ends, shown: 1 } });
    const body = `message ${log.entries.length}`;
    log.call('showNotification()', {
      ...who,
      parent: push.span,
      instanceId: 'conversation',
      metadata: { Title: 'Ana', Body: body },
      begins: { notification: { title: 'Ana', body, tag: 'conversation', renotify: true } },
    });
    log.time += 100;
  },
  'a queue sent in pieces'(log, who) {
    for (let i = 0; i < 4; i++) {
      const sync = log.event('sync', { ...who, ...held, after: 60, instanceId: 'outbox' });
      log.call('sync.register()', { ...who, parent: sync.span, instanceId: 'outbox' });
    }
    log.event('sync', { ...who, ...held, after: 60, instanceId: 'outbox' });
    log.time += 100;
  },
  'a job of a few steps, each a tag'(log, who) {
    for (let i = 0; i < 5; i++) {
      const sync = log.event('sync', { ...who, ...held, after: 60, instanceId: `step-${i}` });
      if (i < 4) log.call('sync.register()', { ...who, parent: sync.span, instanceId: `step-${i + 1}` });
    }
    log.time += 100;
  },
  'a visit to a site with two registrations, one of them subscribed'(log, { boot, ...who }) {
    const page = { ...who, context: 'page', boot: `two-${boot}-${log.entries.length}` } as const;
    const subscription = { endpointHost: 'push.example', applicationServerKey: 'key' };
    for (const [scope, state] of [
      ['https://app.example/blog/', subscription],
      ['https://app.example/news/', null],
    ] as const)
      log.write('Push subscription state', {
        ...page,
        service: 'pushMessaging',
        detail: { subscription: state, scope },
      });
    log.write('Permission state', { ...page, service: 'notifications', detail: { permission: 'granted' } });
  },
  'one message under two scopes, shown once'(log, who) {
    const payload = { bytes: 9, text: `{"n":${log.entries.length}}` };
    for (const scope of ['https://app.example/blog/', 'https://app.example/news/']) {
      const at = { ...who, boot: `${who.boot}-${scope}`, scope, scriptURL: `${scope}sw.js` };
      const push = log.event('push', {
        ...at,
        ...held,
        begins: { payload },
        ends: { ...held.ends, shown: 1 },
      });
      const Title = scope.endsWith('news/') ? 'News' : 'Blog';
      log.call('showNotification()', { ...at, parent: push.span, metadata: { Title, Body: '' } });
      log.time += 100;
    }
  },
  'a page that catches: a download that the person called off, an update without a network'(
    log,
    { boot, ...who },
  ) {
    const page = { ...who, context: 'page', boot: `off-${boot}-${log.entries.length}` } as const;
    log.call('backgroundFetch.fetch()', {
      ...page,
      ends: { error: { name: 'AbortError', message: 'Permission denied by the user.' } },
    });
    log.time += 100;
  },
  'a message to the worker, while a push is shown'(log, who) {
    const push = log.event('push', { ...who, ...held, ends: { ...held.ends, shown: 2 } });
    for (const Title of ['Upload finished', 'New order'])
      log.call('showNotification()', {
        ...who,
        parent: push.span,
        parentGuess: true,
        metadata: { Title, Body: '' },
      });
    log.time += 100;
  },
  'a payment that the person declined'(log, who) {
    log.event('paymentrequest', { ...who, ...held, metadata: { Type: 'PAYMENT_EVENT_REJECT' } });
  },
  'a click that a library answers'(log, who) {
    const click = log.event('notificationclick', {
      ...who,
      ...held,
      begins: { listeners: 2 },
      ends: { ...held.ends, stopped: true },
    });
    log.call('clients.openWindow()', { ...who, parent: click.span });
  },
  'an unsubscription before an unregistration'(log, { boot, ...who }) {
    const page = { ...who, context: 'page', boot: `bye-${boot}-${log.entries.length}` } as const;
    log.call('unsubscribe()', page);
    const scope = who.scope ?? '';
    log.write('unregister() called', {
      ...page,
      span: `u${log.entries.length}`,
      after: 20,
      detail: { scope },
    });
    log.write('Push subscription state', {
      ...page,
      service: 'pushMessaging',
      after: 500,
      detail: { subscription: null, scope },
    });
  },
  'an update'(log, { boot, ...who }) {
    const worker = { ...who, boot: `${boot}-next`, ...held };
    log.write('Worker started', worker);
    log.event('install', worker);
    log.event('activate', { ...worker, after: 60 });
  },
};

const step = fc.record({
  what: fc.constantFrom(...Object.keys(STEPS)),
  scope: fc.constantFrom('https://app.example/', 'https://app.example/', 'https://app.example/shop/'),
  startsAnew: fc.boolean(),
  after: fc.constantFrom(100, 10_000, 10 * MINUTE, DAY / 2),
});
const log = fc.record({
  engine: fc.constantFrom(...(Object.keys(USER_AGENTS) as (keyof typeof USER_AGENTS)[])),
  steps: fc.array(step, { maxLength: 25 }),
  /** Oldest entries that retention has taken. */
  cut: fc.nat(20),
  /** The clock was set, by so many ms, after so many entries. */
  set: fc.record({ by: fc.constantFrom(0, 0, -60 * MINUTE, 60 * MINUTE, -3), from: fc.nat(60) }),
  /** What the worker is called, deployment after deployment: a hash or a build's folder in its name is no rival. */
  names: fc.constantFrom(
    ['sw.js'],
    ['assets/sw-BdKxQzAb.js', 'assets/sw-CqWmTrYu.js', 'assets/sw-Dx7TrYu0.js'],
    ['static/k3J2vQ/sw.js', 'static/z9Q1aa/sw.js', 'static/b4B5c6/sw.js'],
    ['sw.js?v=1', 'sw.js?v=2', 'sw.js?v=3'],
    // Rolled back, too.
    ['v1.9.0/sw.js', 'v1.10.0/sw.js', 'v1.11.0-rc.1/sw.js', 'v1.10.0/sw.js'],
    ['sw-build99.js', 'sw-build100.js', 'sw-build99.js'],
    ['sw-v2.1.0-14-g2414721.js', 'sw-v2.1.0.js', 'sw-2026-11-28.js'],
  ),
  deploys: fc.boolean(),
  /** The last event still runs; the file says nothing of what is alive. */
  running: fc.boolean(),
});
type Told = typeof log extends fc.Arbitrary<infer T> ? T : never;

function write({ engine, steps, cut, set, running, names, deploys }: Told): {
  readonly entries: readonly Entry[];
  readonly last: string;
} {
  const book = logbook();
  const boots = new Map<string, string>();
  let deployed = 0;
  const scriptOf = (scope: string): string => `${scope}${names[deployed % names.length]}`;
  for (const { what, scope, startsAnew, after } of steps) {
    book.time += after;
    let boot = boots.get(scope);
    if (boot === undefined || startsAnew) {
      boot = `w${boots.size}-${book.entries.length}`;
      boots.set(scope, boot);
      deployed += deploys ? 1 : 0;
      const scriptURL = scriptOf(scope);
      book.write('Worker started', {
        boot,
        scope,
        scriptURL,
        detail: { userAgent: USER_AGENTS[engine], sources },
      });
    }
    STEPS[what]?.(book, { boot, scope, scriptURL: scriptOf(scope) });
  }
  const last = [...boots.values()].at(-1) ?? 'w';
  book.time += 1_000;
  const scope = [...boots.keys()].at(-1) ?? '';
  if (running) book.event('sync', { boot: last, scope, scriptURL: scriptOf(scope), lasts: null });
  const entries = book.entries.map((entry, index) =>
    index < set.from ? entry : { ...entry, time: entry.time + set.by },
  );
  return { entries: entries.slice(cut), last };
}

// Generous: the machine may be busy.
describe('a log without a fault', { timeout: 30_000 }, () => {
  it('gives no finding, whatever the clock, the engine, retention and other tabs do', () => {
    fc.assert(
      fc.property(log, fc.boolean(), (told, asked) => {
        const { entries, last } = write(told);
        expect(diagnose(entries, asked ? { alive: new Set([last]) } : {})).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});
