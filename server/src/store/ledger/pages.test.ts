import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashed, makeSend, openBareLedger, pushEntries } from './ledger.fixture.ts';
import type { PushFilter } from './push-filter.ts';
import { listPushes, type PlacedPush, type PushPlace } from './push-queries.ts';

const HOUR = 3_600_000;
const T = Math.floor(Date.now() / HOUR) * HOUR - 20 * HOUR;

const filters: fc.Arbitrary<PushFilter> = fc.record(
  {
    state: fc.subarray(['accepted', 'shown', 'refused', 'clicked'] as const),
    campaign: fc.subarray(['', 'a', 'b'], { minLength: 1 }),
    label: fc.constantFrom(['plan:pro'], ['plan:free', 'plan:pro']),
    reporting: fc.constantFrom('yes', 'no'),
    browser: fc.constantFrom(['Chrome'], ['']),
    from: fc.integer({ min: -2, max: 8 }).map((hours) => T + hours * HOUR + 777),
    to: fc.integer({ min: -1, max: 11 }).map((hours) => T + hours * HOUR + 777),
  },
  { requiredKeys: [] },
);

const query = fc.record({
  filter: filters,
  limit: fc.integer({ min: 1, max: 9 }),
  few: fc.constantFrom(0, 5, 500),
});

/** One after the other until there is none left. */
async function paged(
  read: (before: PushPlace | undefined) => Promise<readonly PlacedPush[]>,
  limit: number,
): Promise<string[]> {
  const ids: string[] = [];
  for (let before: PushPlace | undefined; ; ) {
    const page = await read(before);
    ids.push(...page.map(({ push }) => push.id));
    before = page.at(-1);
    if (page.length < limit) return ids;
  }
}

test('pages of any filter are those of all pushes, wherever the counts say to look', async () => {
  const ledger = openBareLedger();
  for (let number = 0; number < 120; number++) {
    const device = hashed(`d${number % 9}`);
    const send = makeSend({
      // Some at the same moment, and hours without any.
      time: T + ((number * 7) % 40) * 15 * 60_000 + (number % 3),
      device,
      key: hashed(`k${number}`),
      ...(number % 4 && { campaign: number % 2 ? 'a' : 'b' }),
      ...(number % 5 < 2 && { labels: { plan: number % 5 ? 'pro' : 'free' } }),
      status: number % 11 === 0 ? 410 : 201,
    });
    await ledger.add(send);
    if (number % 9 < 3 && number % 2)
      ledger.report(
        ...pushEntries(`s${number}`, send.time + 1_000, {
          device,
          key: send.key ?? '',
          install: `i${number % 9}`,
        }),
      );
  }
  await ledger.follow(T + 15 * HOUR);
  const all = await listPushes(ledger.sql, { filter: {}, limit: 1_000 });
  expect(all).toHaveLength(120);
  expect(new Set(all.map(({ push: { state } }) => state))).toEqual(new Set(['accepted', 'shown', 'refused']));
  const fits = (
    { push: { state, campaign, labels, reporting, browser, time } }: PlacedPush,
    filter: PushFilter,
  ): boolean =>
    (filter.state?.includes(state) ?? true) &&
    (filter.campaign?.includes(campaign) ?? true) &&
    (filter.label?.includes(`plan:${labels.plan}`) ?? true) &&
    (filter.reporting === undefined || (filter.reporting === 'yes') === reporting) &&
    (filter.browser?.includes(browser) ?? true) &&
    time >= (filter.from ?? 0) &&
    time < (filter.to ?? Number.POSITIVE_INFINITY);
  await fc.assert(
    fc.asyncProperty(query, async ({ filter, limit, few }) => {
      const found = await paged(
        (before) => listPushes(ledger.sql, { filter, limit, ...(before && { before }) }, few),
        limit,
      );
      expect(found).toEqual(all.filter((one) => fits(one, filter)).map(({ push }) => push.id));
    }),
    { numRuns: 300 },
  );
  ledger.close();
}, 60_000);
