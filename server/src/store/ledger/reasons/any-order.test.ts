import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pushFindings } from '../findings/push-findings.ts';
import { hashed, makeSend, openBareLedger, pushEntries, type SentEntry } from '../ledger.fixture.ts';
import { pushFunnel } from '../push-funnel.ts';
import { listPushes, pushStory } from '../push-queries.ts';
import type { NewSend } from '../send.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const T = Math.floor(Date.now() / HOUR) * HOUR - 20 * 24 * HOUR;
const NOW = T + 19 * 24 * HOUR;
const SCOPES = ['https://app.example/', 'https://app.example/a/'];

const of = fc.nat({ max: 1 });
/** Over six hours, in tens of minutes, and one time weeks later. */
const at = fc
  .oneof({ weight: 6, arbitrary: fc.nat({ max: 36 }) }, { weight: 1, arbitrary: fc.constant(2_400) })
  .map((tens) => T + tens * 10 * MINUTE);

const sends = fc.array(
  fc.record({
    device: of,
    time: at,
    key: fc.nat({ max: 2 }),
    status: fc.constantFrom(201, 201, 410, 410, 404, 403, 429, undefined),
    retryAfter: fc.constantFrom(undefined, 1_800),
    ttl: fc.constantFrom(0, 3_600),
    campaign: fc.constantFrom(undefined, 'news'),
    service: fc.constantFrom('web.push.apple.com', 'push.example'),
  }),
  { minLength: 2, maxLength: 8 },
);

const told = fc.array(
  fc.record({
    install: fc.constantFrom('i0', 'i0', 'i1'),
    scope: fc.constantFrom(...SCOPES),
    time: at,
    entry: fc.constantFrom<Pick<SentEntry, 'event' | 'service' | 'detail' | 'context'>>(
      { event: 'unregister() fulfilled', service: 'serviceWorker', detail: {} },
      { event: 'unsubscribe() called', service: 'pushMessaging', detail: {} },
      { event: 'Permission state', service: 'notifications', detail: { permission: 'granted' } },
      { event: 'Permission state', service: 'notifications', detail: { permission: 'denied' } },
      { event: 'pushsubscriptionchange event dispatched', service: 'pushMessaging', detail: {} },
      { event: 'Storage state', service: 'serviceWorker', context: 'page' },
      {
        event: 'Push subscription state',
        service: 'pushMessaging',
        detail: { subscription: { applicationServerKey: 'k1' }, oldSubscription: null },
      },
      {
        event: 'Push subscription state',
        service: 'pushMessaging',
        detail: { subscription: null, oldSubscription: { applicationServerKey: 'k2' } },
      },
    ),
  }),
  { maxLength: 6 },
);

const arrivals = fc.array(
  fc.record({
    device: of,
    install: fc.constantFrom('i0', 'i0', 'i1'),
    time: at,
    key: fc.nat({ max: 2 }),
    outcome: fc.constantFrom('ok' as const, 'silent' as const),
  }),
  { maxLength: 6 },
);

type Fact = { readonly send: NewSend } | { readonly entry: SentEntry };

const plays = fc.tuple(sends, told, arrivals).chain(([sent, said, came]) => {
  const facts: Fact[] = [
    ...sent.map(({ device, key, time, ...rest }, index) => ({
      send: makeSend({
        id: `s${index}`,
        // Which of two equal ones of one millisecond came nobody can tell.
        time: time + index,
        device: hashed(`d${device}`),
        key: hashed(`k${key}`),
        ...rest,
      }),
    })),
    ...said.map(({ entry, ...where }) => ({ entry: { ...entry, ...where } })),
    ...came.flatMap(({ device, install, time, key, outcome }, index) =>
      pushEntries(`p${index}`, time + index, {
        ...{
          device: hashed(`d${device}`),
          key: hashed(`k${key}`),
          install,
          outcome,
          shown: outcome === 'ok',
        },
      }).map((entry) => ({ entry: { ...entry, scope: SCOPES[device] as string } })),
    ),
  ];
  const all = fc.shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length });
  return fc.record({
    facts: fc.constant(facts),
    mixed: fc.tuple(all, fc.subarray(facts)).map(([once, again]) => [...once, ...again]),
    looks: fc.array(fc.nat({ max: 30 }), { maxLength: 3 }),
  });
});

test('whatever comes first, late or twice: reasons and warnings are those of all facts together, and add up', async () => {
  await fc.assert(
    fc.asyncProperty(plays, async ({ facts, mixed, looks }) => {
      expect(await play(mixed, looks)).toEqual(await play(facts, []));
    }),
    { numRuns: 150 },
  );
}, 60_000);

async function play(facts: readonly Fact[], looks: readonly number[]): Promise<object> {
  const ledger = openBareLedger();
  try {
    for (const [index, fact] of facts.entries()) {
      if ('send' in fact) await ledger.add(fact.send);
      else ledger.report(fact.entry);
      if (looks.includes(index)) await ledger.follow(NOW);
    }
    await ledger.follow(NOW);
    const pushes = (await listPushes(ledger.sql, { filter: {}, limit: 100 })).map(({ push }) => push);
    // Each push that the service called gone has one reason, and no other has any.
    const gone = pushes.filter(({ status }) => status === 410 || status === 404);
    expect(pushes.filter((push) => push.gone !== '')).toEqual(gone);
    const { rows, total } = await pushFunnel(ledger.sql, {}, 'gone');
    expect(rows.reduce((sum, row) => sum + row.total, 0)).toBe(total);
    for (const { value, total: count } of rows)
      expect(count).toBe(pushes.filter((push) => push.gone === value).length);
    const findings = await pushFindings(ledger.sql, {});
    for (const { rule, pushes: count } of findings)
      expect([rule, count]).toEqual([
        rule,
        pushes.filter((push) => push.findings.some((one) => one === rule) || rule === `gone-${push.gone}`)
          .length,
      ]);
    const stories: Record<string, object> = {};
    for (const { id } of gone) {
      const story = (await pushStory(ledger.sql, id, NOW))?.gone;
      // Which report told it first depends on the order.
      const evidence = story?.evidence.map(({ time, what }) => ({ time, what }));
      stories[id] = { ...story, evidence };
    }
    const rules = Object.fromEntries(pushes.map(({ id, gone: why, findings: of }) => [id, [why, ...of]]));
    return {
      stories,
      rules,
      findings: findings.map(({ rule, first, last, devices }) => [rule, first, last, devices]),
    };
  } finally {
    ledger.close();
  }
}
