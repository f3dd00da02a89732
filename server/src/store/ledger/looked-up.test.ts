import { expect, test } from 'vitest';
import { pushFindings } from './findings/push-findings.ts';
import { hashed, makeSend, openBareLedger } from './ledger.fixture.ts';
import type { LedgerRow, LedgerSql } from './ledger-sql.ts';
import { listPushes } from './push-queries.ts';

const HOUR = 3_600_000;
const T = Math.floor(Date.now() / HOUR) * HOUR - 50 * HOUR;
const DAY = { from: T + 5 * HOUR + 777, to: T + 29 * HOUR + 777 };

/** Keeps how pushes were found, while it asks. */
function watched(sql: LedgerSql): { readonly sql: LedgerSql; readonly plans: string[] } {
  const plans: string[] = [];
  return {
    plans,
    sql: {
      kind: sql.kind,
      async all(text, values): Promise<LedgerRow[]> {
        if (text.includes('push_sends')) {
          const steps = await sql.all(`EXPLAIN QUERY PLAN ${text}`, values);
          plans.push(...steps.map(({ detail }) => String(detail)).filter((detail) => /\bs\b/.test(detail)));
        }
        return sql.all(text, values);
      },
    },
  };
}

test('a few pushes of a day are found by kind, state and time: others that are like them are not read', async () => {
  const ledger = openBareLedger();
  for (let number = 0; number < 200; number++) {
    await ledger.add(
      makeSend({
        time: T + number * 0.25 * HOUR,
        device: hashed(`d${number % 9}`),
        ...(number % 4 && { campaign: 'a' }),
        status: number % 5 === 0 ? 413 : 201,
      }),
    );
  }
  await ledger.follow(T + 60 * HOUR);
  const { sql, plans } = watched(ledger.sql);
  const byAll = expect.stringMatching(/push_sends_kind \(kind=\? AND state=\? AND time>\? AND \(?time[,<]/);

  const page = await listPushes(sql, { filter: { campaign: ['a'], ...DAY }, limit: 100 });
  expect(page).toHaveLength(72);
  expect(plans.splice(0)).toEqual([byAll]);

  const [last] = page.slice(20);
  const next = await listPushes(sql, {
    filter: { campaign: ['a'], from: DAY.from },
    limit: 100,
    ...(last && { before: last }),
  });
  expect(next).toHaveLength(51);
  expect(plans.splice(0)).toEqual([byAll]);

  const findings = await pushFindings(sql, DAY);
  expect(findings).toMatchObject([{ rule: 'too-large', pushes: 19, allDevices: true }]);
  expect(plans.at(-1)).toEqual(byAll);
  ledger.close();
});
