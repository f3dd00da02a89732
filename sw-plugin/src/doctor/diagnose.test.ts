import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATALOGUE, SERVICES } from '../log/catalogue.ts';
import type { Entry } from '../log/entry.ts';
import { diagnose } from './diagnose.ts';
import type { Engine } from './engine.ts';
import { lifetimes } from './lifetimes.ts';
import { EVENT_TYPES, type EventLine, logbook } from './logbook.ts';
import { CHECKLIST } from './rules/checklist.ts';
import { RULES } from './rules/index.ts';

const NAMES = SERVICES.flatMap((service) => [...CATALOGUE[service].browser, ...CATALOGUE[service].own]);
/** All but `new Notification()`, which is followed by events of its own. */
const CALLS = NAMES.filter((name) => /^(?!new ).* called$/.test(name)).map((name) =>
  name.slice(0, -' called'.length),
);
const few = (...values: readonly string[]) => fc.constantFrom(...values);
const rarely = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 1 });
const error = fc.record(
  { name: few('TypeError', 'SyntaxError', 'InvalidStateError', 'NotAllowedError'), message: fc.string() },
  { requiredKeys: [] },
);

/** What the recorder writes, as far as rules look at it, and now and then anything else. */
const member = {
  phase: few('start', 'end'),
  type: few('push', 'sync', 'message', 'Notification.close'),
  outcome: few('ok', 'failed', 'silent'),
  duration: fc.oneof(fc.nat(400_000), fc.constant(Number.NaN)),
  error,
  threw: fc.constant(true),
  shown: fc.nat(2),
  visibleClients: fc.nat(2),
  listeners: fc.nat(3),
  lastChance: fc.boolean(),
  permission: few('granted', 'denied', 'default'),
  action: few('', 'reply'),
  reason: few('script', 'user', 'quota'),
  subscription: fc.option(fc.record({ applicationServerKey: few('a', 'b') })),
  payload: fc.record(
    { bytes: fc.nat(9), text: few('{}', 'hello', '', '{"web_push":8030}') },
    { requiredKeys: [] },
  ),
  extensions: fc.array(
    fc.record(
      { method: few('waitUntil'), state: few('fulfilled', 'rejected', 'pending', 'late'), error },
      { requiredKeys: [] },
    ),
    { maxLength: 3 },
  ),
  waiting: fc.option(few('/sw.js', '/sw2.js')),
  usage: fc.nat(100),
  quota: fc.nat(100),
  userAgent: few('Gecko Firefox/153.0', 'AppleWebKit/605', 'AppleWebKit/537 Chrome/156', 'other'),
};
const tame = fc.record(member, { requiredKeys: [] });
const wild = fc.dictionary(few(...Object.keys(member), 'fetch'), fc.jsonValue());

const start = 1_800_000_000_000;
const who = {
  instanceId: few('', 'a', 'b'),
  parent: rarely(few('s1', 's2', 's3', 's5', 's7', 'nowhere')),
  parentGuess: rarely(fc.constant(true)),
  context: fc.constantFrom<Entry['context']>('worker', 'worker', 'page'),
  boot: few('b1', 'b2', 'b3'),
  scope: few('https://app.example/', 'https://app.example/', ''),
  scriptURL: few('https://app.example/sw.js', 'https://app.example/ngsw-worker.js', 'not a url'),
  metadata: fc.constantFrom({}, { Title: 't' }, { 'Failure Reason': 'BAD_STATUS' }),
  trusted: fc.constantFrom(true, true, true, false),
  after: fc.constantFrom(-1, -1, 0, 3, 40, 90_000, 200_000_000),
};
const lasts = fc.constantFrom(null, 0, 1, 30, 70_000);
const detail = fc.oneof({ weight: 4, arbitrary: tame }, { weight: 1, arbitrary: wild });
const step = fc.oneof(
  fc.record({
    event: fc.constantFrom(...EVENT_TYPES),
    line: fc.record({ ...who, lasts, begins: detail, ends: detail }),
  }),
  fc.record({ call: few(...CALLS), line: fc.record({ ...who, lasts, begins: detail, ends: detail }) }),
  fc.record({
    write: few(...NAMES, 'waitUntil() called late', 'toString', '__proto__'),
    line: fc.record({
      ...who,
      detail,
      service: fc.constantFrom(...SERVICES),
      span: rarely(few('s1', 's2', 's3', '')),
    }),
  }),
);

/** Logs as the recorder could have written them, and not quite so. */
const logs: fc.Arbitrary<readonly Entry[]> = fc.array(step, { maxLength: 20 }).map((steps) => {
  const log = logbook();
  for (const one of steps) {
    const line = present(one.line);
    if ('event' in one) log.event(one.event, line);
    else if ('call' in one) log.call(one.call, line);
    else {
      log.write('Worker started', line);
      log.entries.push({ ...(log.entries.pop() as Entry), event: one.write });
    }
  }
  return log.entries;
});

/** Without the members that are undefined: an entry has none. */
function present(line: object): EventLine {
  return Object.fromEntries(Object.entries(line).filter(([, value]) => value !== undefined));
}

const options = fc.record(
  {
    alive: fc.uniqueArray(few('b1', 'b2', 'b3')).map((boots) => new Set(boots)),
    engine: fc.constantFrom<Engine>('chromium', 'firefox', 'webkit'),
    now: fc.oneof(fc.constant(start + 600_000_000), fc.double()),
  },
  { requiredKeys: [] },
);
const RUNS = { numRuns: 300 };

// Generous: the machine may be busy.
describe('diagnose, whatever the entries', { timeout: 30_000 }, () => {
  it('never throws, and points only at entries that exist', () => {
    fc.assert(
      fc.property(logs, options, (entries, how) => {
        const ids = new Set(entries.map(({ id }) => id));
        for (const finding of diagnose(entries, how)) {
          expect(finding.entries.length).toBeGreaterThan(0);
          expect(finding.entries.every((id) => ids.has(id))).toBe(true);
          expect(new Set(finding.entries).size).toBe(finding.entries.length);
          expect(finding.count).toBeGreaterThan(0);
          for (const words of [finding.title, finding.cause, finding.fix])
            expect(words).not.toMatch(/undefined|null event|^$/);
          expect(finding.link).toMatch(/^https:\/\//);
        }
      }),
      RUNS,
    );
  });

  it('survives times and members that are not what they should be', () => {
    const log = logbook();
    const push = log.event('push', { ends: { outcome: 'silent', shown: 0 } });
    const broken = { ...push.start, detail: null, metadata: null, time: Number.NaN } as unknown as Entry;
    expect(() =>
      diagnose([broken, ...log.entries, broken, { ...broken, time: Number.POSITIVE_INFINITY }]),
    ).not.toThrow();
  });

  it('does not change the entries', () => {
    fc.assert(
      fc.property(logs, options, (entries, how) => {
        const before = structuredClone(entries);
        diagnose(entries, how);
        expect(entries).toEqual(before);
      }),
      { numRuns: 100 },
    );
  });

  it('does not depend on the order in which entries of the same time stand', () => {
    const shuffled = logs
      .filter((entries) => entries.every(({ time }) => Number.isFinite(time)))
      .chain((entries) =>
        fc.tuple(fc.constant(entries), fc.shuffledSubarray([...entries], { minLength: entries.length })),
      );
    fc.assert(
      fc.property(shuffled, options, ([entries, mixed], how) => {
        const sameTimes = [...mixed]
          .sort((a, b) => a.time - b.time)
          .map((entry, index) => ({ ...entry, seq: index + 1 }));
        expect(diagnose(sameTimes, how)).toEqual(diagnose(entries, how));
      }),
      RUNS,
    );
  });

  it('never calls a lifetime terminated while its boot is alive, nor one of a page', () => {
    fc.assert(
      fc.property(logs, fc.uniqueArray(few('b1', 'b2', 'b3')), (entries, boots) => {
        const alive = new Set(boots);
        for (const { outcome, boot, context } of lifetimes(entries, alive)) {
          if (alive.has(boot) || context === 'page') expect(outcome).not.toBe('terminated');
          else expect(outcome).not.toBe('running');
        }
        const killed = diagnose(entries, { alive }).filter(({ rule }) => rule === 'D10');
        const bootOf = new Map(entries.map(({ span, boot }) => [span, boot]));
        for (const { span } of killed) {
          const of = lifetimes(entries, alive).find((lifetime) => lifetime.span === span);
          expect(alive.has(of?.boot ?? bootOf.get(span) ?? '')).toBe(false);
        }
      }),
      RUNS,
    );
  });

  it('provokes most rules, so that the properties above are about something', () => {
    const seen = new Set<string>();
    for (const entries of fc.sample(logs, { numRuns: 1_500, seed: 7 })) {
      for (const engine of ['webkit', 'firefox'] as const) {
        for (const { rule } of diagnose(entries, { alive: new Set(['b1']), engine })) seen.add(rule);
      }
    }
    expect(seen.size).toBeGreaterThan(20);
  });
});

describe('diagnose', () => {
  it('finds nothing in an empty log', () => {
    expect(diagnose([])).toEqual([]);
  });

  it('puts errors first, then the newest', () => {
    const log = logbook();
    log.write('Worker started');
    log.event('sync', { begins: { listeners: 0 } });
    log.event('notificationclick', { begins: { action: '' } });
    log.event('push', { lasts: 60_000, ends: { shown: 1 } });
    log.event('push', {
      ends: { outcome: 'failed', threw: true, shown: 1, error: { name: 'Error', message: '' } },
    });
    expect(diagnose(log.entries).map(({ rule }) => rule)).toEqual(['D7', 'D13', 'D11', 'D32']);
  });

  it('keeps scopes apart', () => {
    const log = logbook();
    for (const scope of ['https://app.example/a/', 'https://app.example/b/']) {
      log.event('sync', { scope, begins: { listeners: 0 } });
    }
    expect(diagnose(log.entries).map(({ scope, count }) => [scope, count])).toEqual([
      ['https://app.example/b/', 1],
      ['https://app.example/a/', 1],
    ]);
  });

  it('names file and line of the listeners of the event that it is about', () => {
    const silent = { outcome: 'silent', shown: 0, visibleClients: 0 } as const;
    const frame = (file: string) => `Error\n    at https://app.example/${file}:1`;
    const log = logbook();
    log.event('push', {
      ends: { ...silent, sources: [frame('sw.js:12'), 'f@https://app.example/lib.js:3:9'] },
    });
    expect(diagnose(log.entries)[0]?.cause).toMatch(/ Listeners: sw\.js:12, lib\.js:3\.$/);
    const late = logbook();
    late.write('Listener added after start-up', {
      instanceId: 'push',
      detail: { type: 'push', sinceBoot: 300, listeners: 1, sources: [frame('late.js:7')] },
    });
    expect(diagnose(late.entries)[0]?.cause).toMatch(/ Listeners: late\.js:7\.$/);
    for (const hostile of ['array(3)', 7, [null, '', 'push '.repeat(100_000)]]) {
      const strange = logbook();
      strange.event('push', { ends: { ...silent, sources: hostile as never } });
      expect(diagnose(strange.entries)[0]?.cause).not.toContain('Listeners:');
    }
  });

  it('keeps hostile text short', () => {
    const log = logbook();
    const error = { name: 'E'.repeat(100_000), message: `${'x'.repeat(1_000_000)}\n<script>` };
    log.event('push', { ends: { outcome: 'failed', threw: true, shown: 1, error } });
    const [finding] = diagnose(log.entries);
    expect(finding?.title.length).toBeLessThan(300);
    expect(finding?.cause.length).toBeLessThan(500);
  });
});

describe('RULES', () => {
  it('are complete and in order', () => {
    const numbers = RULES.map(({ id }) => Number(id.slice(1)));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const { title, link } of RULES) {
      if (title !== undefined) expect(title).toMatch(/^\S.{8,}/);
      expect(link).toMatch(/^https:\/\//);
    }
    expect(CHECKLIST.map(({ rule }) => rule)).toEqual(RULES.map(({ id }) => id));
    for (const { checks, needs } of CHECKLIST)
      for (const words of [checks, needs]) expect(words).toMatch(/^\S.{8,}/);
  });
});
