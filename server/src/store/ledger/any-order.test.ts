import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashed, makeSend, openBareLedger, pushEntries, type SentEntry } from './ledger.fixture.ts';
import { pushFunnel } from './push-funnel.ts';
import { listPushes } from './push-queries.ts';
import type { NewSend } from './send.ts';
import { RANKS, STATES } from './states.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const T = Math.floor(Date.now() / HOUR) * HOUR - 20 * HOUR;
const NOW = T + 15 * HOUR;
const DEVICES = ['d0', 'd1', 'd2'];

interface Arrival {
  readonly device: number;
  readonly key: string;
  readonly message: string | undefined;
  readonly at: number;
  readonly outcome: 'ok' | 'failed' | 'silent' | 'none';
  readonly shown: boolean;
  readonly answer: 'none' | 'clicked' | 'dismissed';
}

interface World {
  readonly sends: readonly NewSend[];
  readonly arrivals: readonly Arrival[];
  readonly alive: readonly { readonly device: number; readonly at: number }[];
  readonly gaps: readonly { readonly device: number; readonly from: number; readonly to: number }[];
}

const device = fc.nat({ max: DEVICES.length - 1 });
const minutes = (max: number) => fc.integer({ min: 0, max });

const world: fc.Arbitrary<World> = fc.record({
  sends: fc
    .array(
      fc.record({
        of: device,
        key: fc.constantFrom('k0', 'k1'),
        at: minutes(300),
        message: fc.option(fc.constantFrom('m0', 'm1'), { nil: undefined, freq: 4 }),
        status: fc.constantFrom(201, 201, 201, 201, 410, undefined),
        ttl: fc.constantFrom(1_800, 40_000, undefined),
        topic: fc.option(fc.constant('t'), { nil: undefined, freq: 3 }),
        campaign: fc.constantFrom('', 'spring'),
      }),
      { minLength: 1, maxLength: 8 },
    )
    .map((all) =>
      all.map(({ of, key, at, campaign, ...rest }, index) =>
        makeSend({
          id: `s${index}`,
          // Of equal ones of the same millisecond nobody can tell which came: the order of posting says it then.
          time: T + at * MINUTE + index,
          device: hashed(DEVICES[of] as string),
          key: hashed(key),
          ...(campaign !== '' && { campaign }),
          ...rest,
        }),
      ),
    ),
  arrivals: fc.array(
    fc.record({
      device,
      key: fc.constantFrom('k0', 'k1', 'k9'),
      message: fc.option(fc.constantFrom('m0', 'm1'), { nil: undefined, freq: 4 }),
      at: minutes(400),
      outcome: fc.constantFrom('ok', 'failed', 'silent', 'none'),
      shown: fc.boolean(),
      answer: fc.constantFrom('none', 'clicked', 'dismissed'),
    }) as fc.Arbitrary<Arrival>,
    { maxLength: 7 },
  ),
  alive: fc.array(fc.record({ device, at: minutes(900) }), { maxLength: 5 }),
  gaps: fc.array(
    fc
      .record({ device, from: minutes(400), length: minutes(60) })
      .map(({ length, from, device: of }) => ({ device: of, from, to: from + length })),
    { maxLength: 2 },
  ),
});

const install = (of: number) => `install-${of}`;
const atMinute = (at: number, index: number) => T + at * MINUTE + index * 7;

function entriesOf({ arrivals, alive, gaps }: World): readonly SentEntry[] {
  return [
    ...arrivals.flatMap(({ device: of, key, message, at, outcome, shown, answer }, index) => {
      const span = `p${index}`;
      const time = atMinute(at, index);
      const entries = pushEntries(span, time, {
        install: install(of),
        device: hashed(DEVICES[of] as string),
        key: hashed(key),
        message,
        outcome,
        shown,
        tag: `tag-${index}`,
      });
      if (answer === 'none' || !shown) return entries;
      const told = {
        install: install(of),
        service: 'notifications',
        instanceId: `tag-${index}`,
        span: `${span}-answer`,
      };
      const event = answer === 'clicked' ? 'Notification clicked' : 'Notification closed';
      const end =
        answer === 'clicked' ? 'notificationclick event completed' : 'notificationclose event completed';
      return [
        ...entries,
        { ...told, event, time: time + 500, detail: { reason: 'user' } },
        // Every second one is tied by the plugin.
        ...(index % 2
          ? [{ ...told, event: end, parent: span, time: time + 520, detail: { duration: 20 } }]
          : []),
      ];
    }),
    ...alive.map(({ device: of, at }, index) => ({
      install: install(of),
      service: 'serviceWorker',
      event: 'Worker started',
      time: atMinute(at, index) + 3,
    })),
    ...gaps.map(({ device: of, from, to }, index) => ({
      install: install(of),
      service: 'serviceWorker',
      event: 'Entries lost before upload',
      time: T + to * MINUTE + index,
      detail: { from: T + from * MINUTE, to: T + to * MINUTE, all: true },
    })),
  ];
}

/** What came of each push, said once more and as simply as it can be: all facts are there, and looked through one by one. */
function expected(of: World): Record<string, string> {
  const { sends, arrivals, gaps } = of;
  const times = DEVICES.map((_, index) =>
    entriesOf(of)
      .filter((entry) => entry.install === install(index))
      .map(({ time }) => time),
  );
  const isKnown = (index: number) => arrivals.some((arrival) => arrival.device === index);
  const end = ({ time, ttl = 2_419_200 }: NewSend) => time + ttl * 1_000 + MINUTE;
  const covers = (index: number, from: number, to: number) =>
    isKnown(index) &&
    (times[index] ?? []).some((time) => time <= from) &&
    (times[index] ?? []).some((time) => time >= to) &&
    !gaps.some((gap) => gap.device === index && T + gap.from * MINUTE <= to && T + gap.to * MINUTE >= from);
  const result: Record<string, string> = {};
  const order = [...sends].sort((a, b) => a.time - b.time || sends.indexOf(a) - sends.indexOf(b));
  for (const [index, name] of DEVICES.entries()) {
    const mine = order.filter((send) => send.device === hashed(name));
    const open = mine.filter(({ status }) => status === undefined || status === 201);
    const came = arrivals
      .map((arrival, number) => ({ ...arrival, number, time: atMinute(arrival.at, number) }))
      .filter((arrival) => arrival.device === index)
      .sort((a, b) => a.time - b.time);
    const pairs = new Map<NewSend, (typeof came)[number]>();
    for (const by of ['message', 'key'] as const) {
      for (const arrival of came) {
        if ([...pairs.values()].includes(arrival)) continue;
        const value = by === 'key' ? hashed(arrival.key) : arrival.message;
        if (value === undefined) continue;
        const send = open.find(
          (one) =>
            !pairs.has(one) &&
            one[by] === value &&
            !(by === 'key' && one.message !== undefined && arrival.message !== undefined) &&
            one.time - 5 * MINUTE <= arrival.time &&
            arrival.time <= end(one) + 5 * MINUTE,
        );
        if (send !== undefined) pairs.set(send, arrival);
      }
    }
    for (const send of mine) {
      const arrival = pairs.get(send);
      const next = mine
        .filter(
          ({ topic, status, time }) =>
            topic !== undefined && topic === send.topic && status === 201 && time > send.time,
        )
        .map(({ time }) => time)[0];
      if (send.status === 410) result[send.id] = 'refused';
      else if (arrival?.shown) result[send.id] = arrival.answer === 'none' ? 'shown' : arrival.answer;
      else if (arrival)
        result[send.id] = { ok: 'received', none: 'received', failed: 'failed', silent: 'silent' }[
          arrival.outcome
        ];
      else if (send.status === undefined) result[send.id] = 'unknown';
      else if (next !== undefined && next < end(send) && covers(index, send.time, next))
        result[send.id] = 'replaced';
      else if (covers(index, send.time, end(send))) result[send.id] = 'expired';
      else result[send.id] = NOW >= end(send) ? 'unknown' : 'accepted';
    }
  }
  return result;
}

type Fact = { readonly send: NewSend } | { readonly entry: SentEntry };

const plays = world.chain((of) => {
  const facts: Fact[] = [...of.sends.map((send) => ({ send })), ...entriesOf(of).map((entry) => ({ entry }))];
  const all = fc.shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length });
  return fc.record({
    of: fc.constant(of),
    facts: fc.tuple(all, fc.subarray(facts)).map(([once, again]) => [...once, ...again]),
    looks: fc.array(fc.nat({ max: 40 }), { maxLength: 4 }),
  });
});

test('whatever comes first, late or twice: each push has the state that all facts together give, and the counts add up', async () => {
  await fc.assert(
    fc.asyncProperty(plays, async ({ of, facts, looks }) => {
      const ledger = openBareLedger();
      let before: Record<string, { readonly state: string; readonly guess: boolean }> = {};
      try {
        for (const [index, fact] of facts.entries()) {
          if ('send' in fact) await ledger.add(fact.send);
          else ledger.report(fact.entry);
          if (!looks.includes(index)) continue;
          await ledger.follow(NOW);
          await checkCounts(ledger.sql);
          before = await found(ledger.sql);
        }
        await ledger.follow(NOW);
        const after = await found(ledger.sql);
        expect(states(after)).toEqual(expected(of));
        await checkCounts(ledger.sql);
        // Also what only a story tells, with its times.
        expect(await lifetimes(ledger.sql)).toEqual(await inOrder(of));
        // Nothing moves without news.
        await ledger.follow(NOW);
        expect(await found(ledger.sql)).toEqual(after);
        expect(Object.keys(after)).toEqual(expect.arrayContaining(Object.keys(before)));
      } finally {
        ledger.close();
      }
    }),
    { numRuns: 120 },
  );
}, 60_000);

/** Its messages all different: what is no guess. And nothing is there of a time of which a device has lost everything. */
const plain = plays.filter(({ of }) => {
  const { sends, gaps } = of;
  const asked = sends.map(({ device: to, key }) => `${to}/${key}`);
  if (new Set(asked).size < asked.length || sends.some(({ message }) => message !== undefined)) return false;
  const entries = entriesOf({ ...of, gaps: [] });
  return gaps.every(({ device: lost, from, to }) =>
    entries.every(
      (entry) =>
        entry.install !== install(lost) || entry.time < T + from * MINUTE || entry.time > T + to * MINUTE,
    ),
  );
});

test('news of a push that can be told from the others moves it to the right only', async () => {
  await fc.assert(
    fc.asyncProperty(plain, async ({ of, facts }) => {
      const ledger = openBareLedger();
      const rank = (state: string) => RANKS[state as (typeof STATES)[number]];
      let before: Record<string, { readonly state: string; readonly guess: boolean }> = {};
      // As devices send them: in the order of their log, and what is missing in front.
      const entries = [...entriesOf(of)].sort(
        (a, b) =>
          a.time - b.time ||
          Number(b.event.startsWith('Entries lost')) - Number(a.event.startsWith('Entries lost')),
      );
      const sends = facts.flatMap((fact) => ('send' in fact ? [fact.send] : []));
      try {
        for (const send of sends) await ledger.add(send);
        for (const entry of entries) {
          ledger.report(entry);
          await ledger.follow(NOW);
          const after = await found(ledger.sql);
          for (const [id, { state }] of Object.entries(before))
            expect([id, rank(after[id]?.state ?? '') >= rank(state)]).toEqual([id, true]);
          before = after;
        }
      } finally {
        ledger.close();
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);

type Bare = ReturnType<typeof openBareLedger>['sql'];

async function found(sql: Bare): Promise<Record<string, { state: string; guess: boolean }>> {
  const pushes = await listPushes(sql, { filter: {}, limit: 100 });
  return Object.fromEntries(pushes.map(({ push: { id, state, guess } }) => [id, { state, guess }]));
}

/** What is known of each lifetime; which report told it first depends on the order. */
async function lifetimes(sql: Bare): Promise<readonly object[]> {
  const rows = await sql.all('SELECT * FROM push_lives ORDER BY span');
  return rows.map(({ report: _, ...row }) => ({ ...row, send: Number(row.send) !== 0 }));
}

/** The same world, once and in order. */
async function inOrder(of: World): Promise<readonly object[]> {
  const ledger = openBareLedger();
  try {
    await ledger.add(...of.sends);
    ledger.report(...[...entriesOf(of)].sort((a, b) => a.time - b.time));
    await ledger.follow(NOW);
    return await lifetimes(ledger.sql);
  } finally {
    ledger.close();
  }
}

const states = (of: Record<string, { readonly state: string }>) =>
  Object.fromEntries(Object.entries(of).map(([id, { state }]) => [id, state]));

/** The counts are what a look at every row gives, however they are asked for. */
async function checkCounts(sql: Bare): Promise<void> {
  const pushes = await listPushes(sql, { filter: {}, limit: 100 });
  const whole = await pushFunnel(sql, {}, 'campaign');
  // Not by whole hours: by the rows themselves.
  const rows = await pushFunnel(sql, { from: T - 90 * 24 * HOUR + 1, to: T + 90 * 24 * HOUR + 1 }, undefined);
  const { rows: _, ...sums } = whole;
  expect({ ...rows, rows: [] }).toEqual({ ...sums, rows: [] });
  for (const state of STATES) {
    const here = pushes.filter(({ push }) => push.state === state).length;
    expect([state, whole.states[state]]).toEqual([state, here]);
    expect((await listPushes(sql, { filter: { state: [state] }, limit: 100 })).length).toBe(here);
  }
  expect(whole.total).toBe(pushes.length);
  expect(whole.rows.reduce((sum, { total }) => sum + total, 0)).toBe(whole.total);
  expect(whole.rows.reduce((sum, { outside }) => sum + outside, 0)).toBe(whole.outside);
  expect(whole.notReporting).toBe(
    pushes.filter(({ push: { reporting, state } }) => !reporting && state !== 'refused').length,
  );
  const [outside] = await sql.all('SELECT count(*) AS count FROM push_lives WHERE outside IS NOT NULL');
  expect(whole.outside).toBe(Number(outside?.count));
}
