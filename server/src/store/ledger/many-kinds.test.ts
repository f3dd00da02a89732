import { afterEach, beforeEach, expect, test } from 'vitest';
import { pushFindings } from './findings/push-findings.ts';
import { type BareLedger, hashed, makeSend, openBareLedger } from './ledger.fixture.ts';
import type { LedgerRow, LedgerSql } from './ledger-sql.ts';
import { pushFunnel } from './push-funnel.ts';
import { listPushes } from './push-queries.ts';

const HOUR = 3_600_000;
const T = Math.floor(Date.now() / HOUR) * HOUR - 30 * HOUR;
const PUSHES = 6_000;
let ledger: BareLedger;

/** A sender that makes a kind of each push, as with its user in a label. */
beforeEach(async () => {
  ledger = openBareLedger();
  const sends = Array.from({ length: PUSHES }, (_, index) =>
    makeSend({
      id: `p${index}`,
      time: T + index * 10_000,
      device: hashed(`d${index}`),
      campaign: `c${index % 3_000}`,
      labels: { user: `u${index}`, ...(index % 2 && { plan: 'pro' }) },
      ...(index % 3 === 0 && { ttl: 0 }),
      status: index % 5 === 0 ? 413 : 201,
    }),
  );
  await ledger.add(...sends);
  await ledger.follow(T + 30 * HOUR);
});
afterEach(() => ledger.close());

/** Keeps the plan of each statement. */
function watched(sql: LedgerSql): { readonly sql: LedgerSql; readonly plans: string[][] } {
  const plans: string[][] = [];
  return {
    plans,
    sql: {
      kind: sql.kind,
      async all(text, values): Promise<LedgerRow[]> {
        plans.push((await sql.all(`EXPLAIN QUERY PLAN ${text}`, values)).map(({ detail }) => String(detail)));
        return sql.all(text, values);
      },
    },
  };
}

test('what is found along the time looks up the kinds of what it passes, not all kinds', async () => {
  const { sql, plans } = watched(ledger.sql);
  expect(await listPushes(sql, { filter: { label: ['plan:pro'] }, limit: 100 })).toHaveLength(100);
  expect(plans.at(-1)).toEqual([
    expect.stringContaining('SEARCH s USING INDEX push_sends_time'),
    'SEARCH k USING INTEGER PRIMARY KEY (rowid=?)',
  ]);

  plans.length = 0;
  const found = await pushFindings(sql, {});
  expect(found.map(({ rule, pushes }) => [rule, pushes])).toEqual([
    ['too-large', PUSHES / 5],
    ['ttl-zero', PUSHES / 3],
  ]);
  // Of what is counted all, once; of the pushes of each finding those that are passed.
  expect(
    plans
      .slice(-2)
      .flat()
      .filter((step) => step.startsWith('SCAN')),
  ).toEqual([]);
});

test('counts that know no texts are added up without them', async () => {
  const { sql, plans } = watched(ledger.sql);
  expect(await pushFunnel(sql, {}, undefined)).toMatchObject({ total: PUSHES });
  expect((await pushFunnel(sql, {}, 'day')).rows.length).toBeGreaterThan(0);
  expect(plans.flat().filter((step) => /\bk\b/.test(step))).toEqual([]);
});

test('the values with the most pushes are told one by one, the others together, and each opens its own', async () => {
  for (const [by, most, each] of [
    ['campaign', 1_000, 2],
    ['label:user', 1_000, 1],
    ['label:plan', 2, PUSHES / 2],
  ] as const) {
    const { total, states, rows } = await pushFunnel(ledger.sql, {}, by);
    expect(total).toBe(PUSHES);
    const told = rows.filter(({ value }) => value !== null);
    expect([told.length, ...new Set(told.map((row) => row.total))]).toEqual([most, each]);
    expect(rows.reduce((sum, row) => sum + row.total, 0)).toBe(PUSHES);
    for (const [state, count] of Object.entries(states))
      expect(rows.reduce((sum, row) => sum + (row.states[state] ?? 0), 0)).toBe(count);
    const value = told.at(-1)?.value ?? '';
    if (value === '') continue;
    const filter = by === 'campaign' ? { campaign: [value] } : { label: [`${by.slice(6)}:${value}`] };
    expect(await listPushes(ledger.sql, { filter, limit: 1_000 })).toHaveLength(Math.min(each, 1_000));
  }
});
