import { openStore, type Report, type Store } from '@offstage/server';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aboutHowMany, pageOfKinds } from '../src/store/postgres/page-of-kinds.ts';
import type { ReportRow } from '../src/store/report-row.ts';
import { type Condition, kindCondition, rowCondition } from '../src/store/where.ts';
import { makeReport } from './make-report.ts';
import { type Cluster, startCluster } from './postgres/cluster.ts';

const COUNT = 24_000;
const LIMIT = 100;
const ENTRY = 'background-service';
/** Every second report, every sixth one, one of a thousand, and those only in the older half. */
const typeOf = (n: number) =>
  n % 1_000 === 5
    ? ENTRY
    : n % 1_000 === 3
      ? 'rare'
      : n % 6 === 1 && n < COUNT / 2
        ? 'old'
        : n % 2
          ? 'odd'
          : 'even';

let cluster: Cluster;
let store: Store;
let sql: postgres.Sql;

beforeAll(async () => {
  cluster = await startCluster({ standbys: 0 });
  store = await openStore(cluster.url);
  const now = Date.now();
  for (let n = 0; n < COUNT; n += 1_000) {
    const some = Array.from({ length: 1_000 }, (_, index) =>
      makeReport({
        type: typeOf(n + index),
        url: `https://app.example/${n + index}`,
        time: now - COUNT + n + index,
        body: { install: n % 2_000 === 0 ? 'one' : 'two' },
      }),
    );
    await store.add(some);
  }
  sql = postgres(cluster.url, { max: 1, connection: { search_path: 'offstage' } });
});
afterAll(async () => {
  await sql.end();
  await store.close();
  await cluster.stop();
});

const ask = ({ sql: text, values }: Condition, before = '', from: Pick<postgres.Sql, 'unsafe'> = sql) => {
  let count = 0;
  return from.unsafe(before + text.replace(/\?/g, () => `$${++count}`), [...values]);
};

test.each(['odd', 'rare', 'old', 'none'])(
  'pages of %s have every report once, newest first',
  async (type) => {
    const all = (await store.list({ filter: {}, limit: COUNT })).filter((report) => report.type === type);
    const found: number[] = [];
    for (let before: number | undefined; ; before = found.at(-1)) {
      const page = await store.list({
        filter: { type: [type] },
        limit: 999,
        ...(before !== undefined && { before }),
      });
      found.push(...page.map(({ id }) => id));
      if (page.length < 999) break;
    }
    expect(found).toEqual(all.map(({ id }) => id));
  },
);

test.each(['odd', 'rare', 'old', undefined])('pages of %s between two times', async (type) => {
  const last = (await store.list({ filter: {}, limit: 1 }))[0]?.time ?? 0;
  const [from, to] = [last - COUNT * 0.7, last - COUNT * 0.3];
  const all = await store.list({ filter: {}, limit: COUNT });
  const isOfType = (report: Report) => type === undefined || report.type === type;
  const wanted = all.filter((report) => isOfType(report) && report.time >= from && report.time < to);
  expect(wanted.length).toBeGreaterThan(5);
  const filter = { ...(type !== undefined && { type: [type] }), from, to };
  expect((await store.list({ filter, limit: COUNT })).map(({ id }) => id)).toEqual(
    wanted.map(({ id }) => id),
  );
  const [first, ...next] = await store.list({ filter, limit: 5 });
  expect([first, ...next].map((report) => report?.id)).toEqual(wanted.slice(0, 5).map(({ id }) => id));
});

test('pages of an installation and an origin', async () => {
  const all = await store.list({ filter: { type: [ENTRY] }, limit: COUNT });
  const wanted = all
    .filter(({ body }) => (body as { install: string }).install === 'one')
    .map(({ id }) => id);
  expect(wanted.length).toBe(COUNT / 2_000);
  const filter = { origin: ['https://app.example'], install: ['one'] };
  const first = await store.list({ filter, limit: 5 });
  const rest = await store.list({ filter, limit: COUNT, before: first.at(-1)?.id ?? 0 });
  expect([...first, ...rest].map(({ id }) => id)).toEqual(wanted);
});

describe.each(['with statistics', 'without statistics'])('%s', (how) => {
  beforeAll(async () => {
    await sql.unsafe(
      how === 'with statistics'
        ? 'ANALYZE'
        : "DELETE FROM pg_statistic WHERE starelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'offstage'::regnamespace)",
    );
  });

  test.each([
    ['odd', 'id', ''],
    ['rare', 'kind', ''],
    ['odd', 'id', ' between two times'],
    ['rare', 'kind', ' between two times'],
  ])('%s are found by the index over %s%s', async (type, column, when) => {
    await store.facets({});
    const kind = kindCondition({ type: [type] });
    // What was counted: it is brought up to date after a query, at some time.
    await expect
      .poll(async () => Number((await ask(aboutHowMany(kind)))[0]?.matching), { timeout: 30_000 })
      .toBeGreaterThan(0);
    const [about] = await ask(aboutHowMany(kind));
    const last = (await store.list({ filter: {}, limit: 1 }))[0]?.time ?? 0;
    const plans: string[] = [];
    const page = {
      kind,
      row: rowCondition(when === '' ? {} : { from: last - COUNT * 0.7, to: last - COUNT * 0.3 }, 'ILIKE'),
      before: COUNT + 1,
      limit: LIMIT,
      matching: Number(about?.matching),
      all: Number(about?.all),
    };
    await sql.begin(async (transaction) => {
      await pageOfKinds(page, async (query) => {
        if (query.sql.startsWith('SET')) return transaction.unsafe(query.sql) as never;
        plans.push((await ask(query, 'EXPLAIN ', transaction)).map((row) => row['QUERY PLAN']).join('\n'));
        return (await ask(query, '', transaction)) as unknown as readonly ReportRow[];
      });
    });
    expect(plans.length > 1).toBe(column === 'id' && when !== '');
    for (const plan of plans) {
      const indexes = [...plan.matchAll(/(?:using|on) reports_d\d+_(\w+?)_(?:slot_)?idx/g)].map(
        ([, name]) => name,
      );
      expect(indexes.length, plan).toBeGreaterThan(0);
      expect(new Set(indexes), plan).toEqual(new Set([column]));
      expect(plan).not.toMatch(/Seq Scan on reports/);
      if (column !== 'id') continue;
      // Not all of a time is collected, and a row's kind isn't compared with every one that is asked for.
      expect(plan).not.toMatch(/Sort|Bitmap|_pkey on reports/);
      expect(plan).toMatch(/hashed SubPlan/);
    }
  });
});
