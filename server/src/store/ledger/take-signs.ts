import { insertRows, type LedgerSql, type LedgerValue, marksOf } from './ledger-sql.ts';
import { hourOfSign, mergedSign, type Sign } from './reasons/sign.ts';

/** Of one installation, the newest: anybody may claim more. Visits, of which there are many, are kept apart. */
const MOST = 200;
const MOST_VISITS = 100;

/** Keeps what entries tell of the end of subscriptions, within a transaction. */
export async function takeSigns(sql: LedgerSql, signs: readonly Sign[]): Promise<void> {
  const merged = new Map<string, Sign>();
  for (const sign of signs) {
    const { install, kind, scope, value } = sign;
    const key = JSON.stringify([install, kind, scope, value, hourOfSign(sign)]);
    const known = merged.get(key);
    merged.set(key, known === undefined ? sign : mergedSign(known, sign));
  }
  if (merged.size === 0) return;
  const rows = [...merged.values()].map((sign): LedgerValue[] => {
    const { install, kind, scope, value, first, last, report } = sign;
    return [install, kind, scope, value, hourOfSign(sign), first, last, report];
  });
  await insertRows(sql, 'push_signs', rows, MERGE);
  const installs = [...new Set(signs.map(({ install }) => install))];
  await dropExtra(sql, installs, "kind <> 'visit'", MOST);
  await dropExtra(sql, installs, "kind = 'visit'", MOST_VISITS);
}

async function dropExtra(
  sql: LedgerSql,
  installs: readonly string[],
  which: string,
  most: number,
): Promise<void> {
  const full = await sql.all(
    `SELECT install FROM push_signs WHERE install IN (${marksOf(installs.length)}) AND ${which} GROUP BY install HAVING count(*) > ${most}`,
    installs,
  );
  for (const { install } of full) {
    const extra = await sql.all(
      `SELECT kind, scope, value, hour FROM push_signs WHERE install = ? AND ${which}
       ORDER BY hour DESC, kind, scope, value LIMIT 1000000 OFFSET ${most}`,
      [install as string],
    );
    for (const { kind, scope, value, hour } of extra)
      await sql.all(
        'DELETE FROM push_signs WHERE install = ? AND kind = ? AND scope = ? AND value = ? AND hour = ?',
        [install, kind, scope, value, hour] as LedgerValue[],
      );
  }
}

const MERGE = `ON CONFLICT (install, kind, scope, value, hour) DO UPDATE SET
  first = CASE WHEN excluded.first < push_signs.first THEN excluded.first ELSE push_signs.first END,
  last = CASE WHEN excluded.last > push_signs.last THEN excluded.last ELSE push_signs.last END,
  report = CASE WHEN excluded.report < push_signs.report THEN excluded.report ELSE push_signs.report END`;
