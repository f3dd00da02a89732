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
const extensions = [{ method: 'waitUntil', at: 0, state: 'fulfilled', settled: 40 }] as const;
const held = { lasts: 50, ends: { extensions } } as const;

/** What an app in good health does. Each step in a boot of its own, or the next one of the same. */
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
    const page = { ...who, context: 'page', boot: `page-${boot}` } as const;
    log.call('register()', page);
    log.call('pushManager.subscribe()', {
      ...page,
      ends: { subscription: { endpointHost: 'push.example', applicationServerKey: 'key' } },
    });
    log.call('sync.register()', { ...page, instanceId: 'outbox' });
    log.event('sync', { ...who, boot, ...held, after: 50, instanceId: 'outbox' });
  },
  'a page that is left in the middle of a call'(log, { boot, ...who }) {
    const page = { ...who, context: 'page', boot: `left-${boot}-${log.entries.length}` } as const;
    log.call('sync.register()', { ...page, lasts: null });
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
  /** The last event still runs; the file says nothing of what is alive. */
  running: fc.boolean(),
});
type Told = typeof log extends fc.Arbitrary<infer T> ? T : never;

function write({ engine, steps, cut, set, running }: Told): {
  readonly entries: readonly Entry[];
  readonly last: string;
} {
  const book = logbook();
  const boots = new Map<string, string>();
  for (const { what, scope, startsAnew, after } of steps) {
    book.time += after;
    let boot = boots.get(scope);
    if (boot === undefined || startsAnew) {
      boot = `w${boots.size}-${book.entries.length}`;
      boots.set(scope, boot);
      book.write('Worker started', { boot, scope, detail: { userAgent: USER_AGENTS[engine] } });
    }
    STEPS[what]?.(book, { boot, scope });
  }
  const last = [...boots.values()].at(-1) ?? 'w';
  book.time += 1_000;
  if (running) book.event('sync', { boot: last, scope: [...boots.keys()].at(-1) ?? '', lasts: null });
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
      { numRuns: 500 },
    );
  });
});
