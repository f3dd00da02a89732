import { join } from 'node:path';
import { openStore, type ReportFilter, type Store } from '@offstage/server';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../src/store/sqlite/driver.ts';
import { fullCounts, storeCounts } from './full-count.ts';
import { makeReport } from './make-report.ts';
import { type Cluster, startCluster } from './postgres/cluster.ts';
import { type OldServer, oldServer } from './postgres/write-as-0.1.0.ts';
import { tempFolder } from './temp-folder.ts';
import { until } from './until.ts';

const HOUR = 3_600_000;
/** The start of a day, so that retention drops the same in both engines. */
const TODAY = Math.floor(Date.now() / (24 * HOUR)) * 24 * HOUR;

const TYPES = ['csp-violation', 'deprecation', 'a\nb'];
const ENDPOINTS = ['default', 'csp'];
const BROWSERS = ['Chrome', 'Firefox', ''];
const GROUPS = ['g1', 'g2', 'g3', 'g4'];

type Step =
  | { readonly do: 'add'; readonly seed: number; readonly count: number }
  | { readonly do: 'remove'; readonly filter: ReportFilter }
  | { readonly do: 'retain'; readonly days: number };

const filters = fc.record<ReportFilter>(
  {
    type: fc.subarray(TYPES, { minLength: 1 }),
    endpoint: fc.subarray(ENDPOINTS, { minLength: 1 }),
    browser: fc.subarray(BROWSERS, { minLength: 1 }),
    group: fc.subarray(GROUPS, { minLength: 1 }),
    noise: fc.constantFrom('hide', 'only'),
    from: fc.integer({ min: -80, max: 8 }).map((hours) => TODAY + hours * HOUR + 1_234),
    to: fc.integer({ min: -40, max: 16 }).map((hours) => TODAY + hours * HOUR + 77_000),
  },
  { requiredKeys: [] },
);

const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('add'), seed: fc.nat(), count: fc.constantFrom(1, 60, 900) }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('remove'), filter: filters }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('retain'), days: fc.integer({ min: 1, max: 3 }) }) },
  ) as fc.Arbitrary<Step>,
  { minLength: 6, maxLength: 14 },
);

/** From a seed, the same each time; of three days, most of them of the last hours. */
function reports(seed: number, count: number) {
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const one = <Value>(values: readonly Value[]) => values[next(values.length)] as Value;
  return Array.from({ length: count }, () =>
    makeReport({
      type: one(TYPES),
      endpoint: one(ENDPOINTS),
      browser: one(BROWSERS),
      group: one(GROUPS),
      noise: one(['', '', 'extension:x']),
      weight: one([1, 1, 2.5, 10]),
      time: TODAY + 12 * HOUR - next(next(2) ? 72 * HOUR : 2 * HOUR),
    }),
  );
}

async function take(step: Step, store: Store): Promise<void> {
  if (step.do === 'add') {
    const made = reports(step.seed, step.count);
    const size = Math.ceil(made.length / 3);
    await Promise.all(
      [0, 1, 2].map((part) => store.add(made.slice(part * size, (part + 1) * size), `${part}`)),
    );
  } else if (step.do === 'remove') await store.remove(step.filter);
  else await store.retain({ before: TODAY - (step.days - 1) * 24 * HOUR });
}

async function expectRight(store: Store, filter: ReportFilter): Promise<void> {
  const counted = await storeCounts(store, filter);
  expect(counted).toEqual(await fullCounts(store, filter, counted.interval));
}

describe('SQLite', () => {
  let folder: Awaited<ReturnType<typeof tempFolder>>;
  let file = '';
  let store: Store;
  beforeAll(async () => {
    folder = await tempFolder();
    file = join(folder.path, 'reports.sqlite');
    store = await openStore(file);
  });
  afterAll(async () => {
    await store.close();
    await folder.remove();
  });

  test('what is counted beforehand equals a full count after every step', async () => {
    await fc.assert(
      fc.asyncProperty(steps, filters, async (all, filter) => {
        await store.remove({});
        for (const step of all) {
          await take(step, store);
          await expectRight(store, {});
          await expectRight(store, filter);
        }
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });

  test('and at every moment in between', async () => {
    await store.remove({});
    const database = openDatabase(file, { readOnly: true });
    const sums = database.prepare(`SELECT (SELECT count(*) FROM reports) AS reports,
      (SELECT coalesce(sum(count), 0) FROM tallies) AS tallies, (SELECT coalesce(sum(count), 0) FROM totals) AS totals,
      (SELECT coalesce(sum(count), 0) FROM hours) AS hours`);
    const seen = new Set<number>();
    let going = true;
    const looking = (async () => {
      while (going) {
        const row = sums.get();
        expect(row).toEqual({
          reports: row?.reports,
          tallies: row?.reports,
          totals: row?.reports,
          hours: row?.reports,
        });
        seen.add(Number(row?.reports));
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    })();
    for (let turn = 0; turn < 20; turn++) {
      await Promise.all([
        store.add(reports(turn, 400), 'a'),
        store.lastId(),
        turn % 4 === 3 && store.remove({ group: [GROUPS[turn % 3] as string], browser: ['Chrome'] }),
        turn % 9 === 8 && store.retain({ before: TODAY - 24 * HOUR }),
      ]);
    }
    going = false;
    await looking;
    database.close();
    expect(seen.size).toBeGreaterThan(10);
  });
});

describe('PostgreSQL', () => {
  let cluster: Cluster;
  let stores: readonly [Store, Store];
  let old: OldServer;
  beforeAll(async () => {
    cluster = await startCluster({ standbys: 0 });
    const first = await openStore(cluster.url);
    stores = [first, await openStore(cluster.url)];
    old = oldServer(cluster.primary.url);
  });
  afterAll(async () => {
    await old.end();
    await Promise.all(stores.map((store) => store.close()));
    await cluster.stop();
  });

  const state = async () => {
    const [row] = await cluster.primary.query(
      'SELECT r.last, r.stale, s.last_value AS given FROM offstage.rolled r, offstage.report_ids s',
    );
    return {
      stale: row?.stale === true,
      last: Number(row?.last),
      behind: Number(row?.given) - Number(row?.last),
    };
  };
  /** Asks until the rollup is used. */
  const rolledUp = (store: Store) =>
    until('the rollup', async () => {
      await store.endpoints();
      return !(await state()).stale;
    });

  test('what is counted beforehand equals a full count after every step of two servers and an old one', async () => {
    let used = 0;
    await fc.assert(
      fc.asyncProperty(steps, filters, fc.infiniteStream(fc.boolean()), async (all, filter, choose) => {
        await stores[0].remove({});
        for (const step of all) {
          const [asked = stores[0], other = stores[1]] = choose.next().value ? stores : [...stores].reverse();
          await Promise.all([take(step, other), old.write(`https://old.example/${Math.random()}`)]);
          if (choose.next().value) await old.remove(GROUPS[0] as string);
          if (choose.next().value) await rolledUp(asked);
          if (!(await state()).stale) used++;
          await expectRight(asked, {});
          await expectRight(asked, filter);
        }
      }),
      { numRuns: 4, endOnFailure: true },
    );
    expect(used).toBeGreaterThan(5);
  });

  test('follows what is written, and is at every moment what the reports say', async () => {
    const [one, other] = stores;
    await one.remove({});
    await rolledUp(one);
    const { last } = await state();
    const differences = `SELECT stale, last,
      (SELECT count(*) FROM offstage.reports WHERE id <= r.last) - (SELECT coalesce(sum(count), 0) FROM offstage.totals) AS totals,
      (SELECT count(*) FROM offstage.reports WHERE id <= r.last) - (SELECT coalesce(sum(count), 0) FROM offstage.hours) AS hours
      FROM offstage.rolled r`;
    const seen = new Set<string>();
    let going = true;
    const looking = (async () => {
      while (going) {
        const [row] = await cluster.primary.query(differences);
        if (row?.stale === true) continue;
        expect([Number(row?.totals), Number(row?.hours)]).toEqual([0, 0]);
        seen.add(String(row?.last));
      }
    })();
    const asking = (async () => {
      while (going) await Promise.all([one.endpoints(), other.facets({})]);
    })();
    for (let turn = 0; turn < 24; turn++) {
      await Promise.all([
        one.add(reports(turn, 600), 'a'),
        other.add(reports(turn + 100, 400), 'b'),
        old.write(`https://old.example/follow/${turn}`),
        turn === 12 && other.remove({ group: ['g2'], browser: ['Chrome'] }),
      ]);
    }
    await until('the rollup to follow', async () => {
      const now = await state();
      return !now.stale && now.behind <= 5_000;
    });
    going = false;
    await Promise.all([looking, asking]);
    expect((await state()).last).toBeGreaterThan(last + 10_000);
    expect(seen.size).toBeGreaterThan(1);
    await expectRight(one, {});
    await expectRight(other, { noise: 'hide', from: TODAY - 20 * HOUR });
  });
});
