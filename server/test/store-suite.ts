import { randomBytes } from 'node:crypto';
import { type NewReport, openStore, type ReportFilter, type Store, slotOf } from '@offstage/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeReport } from './make-report.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The start of a day, so that both engines drop the same. */
const NOW = Math.floor(Date.now() / DAY) * DAY + 12 * HOUR;

/** In one file: the whole promise is to be read at once. What both engines promise. `reset` leaves an empty store behind and gives its address. */
export function describeStore(name: string, setup: () => Promise<string>, clear: () => Promise<void>): void {
  describe(`${name} store`, () => {
    let url = '';
    let store: Store;

    beforeAll(async () => {
      url = await setup();
      store = await openStore(url);
    });
    afterAll(async () => {
      await store.close();
      await clear();
    });

    async function fresh(): Promise<void> {
      await store.remove({});
      expect((await store.facets({})).total).toBe(0);
    }

    test('gives back what it was given', async () => {
      await fresh();
      const body = { blockedURL: 'https://x.example/ü\u0000\u202e', __proto__: null, deep: [1, { a: null }] };
      const report = makeReport({ body, weight: 2.5, noise: 'extension:chrome-extension', time: NOW + 0.25 });
      expect(await store.add([report])).toEqual({ stored: 1, duplicates: 0 });
      const [found] = await store.list({ filter: {}, limit: 10 });
      const { json: _json, slot: _slot, hash: _hash, title: _title, ...kept } = report;
      expect(found).toEqual({ ...kept, id: found?.id, body: JSON.parse(JSON.stringify(body)) });
      expect(await store.get(found?.id ?? 0)).toEqual(found);
      expect(await store.get(987_654_321)).toBeUndefined();
    });

    test('stores a report that is sent again once, also across the edge of a slot, and in one batch', async () => {
      await fresh();
      const first = makeReport({ time: NOW + 499 });
      const at = (time: number) => ({ ...first, time, slot: slotOf(time) });
      expect(await store.add([first, at(NOW + 503), first])).toEqual({ stored: 1, duplicates: 2 });
      expect(await store.add([at(NOW + 503)])).toEqual({ stored: 0, duplicates: 1 });
      expect(await store.add([at(NOW + 4)])).toEqual({ stored: 0, duplicates: 1 });
      expect(await store.add([at(NOW - 1), at(NOW + 999)])).toEqual({ stored: 2, duplicates: 0 });
      expect(await store.add([at(NOW + 60_000), at(NOW + 61_000)])).toEqual({ stored: 2, duplicates: 0 });
      expect((await store.facets({})).total).toBe(5);
    });

    test('stores each report once when many send the same at the same time', async () => {
      await fresh();
      const reports = Array.from({ length: 50 }, () => makeReport({ time: NOW }));
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, sender) => store.add([...reports].reverse(), String(sender))),
      );
      expect(answers.reduce((sum, answer) => sum + answer.stored, 0)).toBe(50);
      expect((await store.facets({})).total).toBe(50);
    });

    test('pages newest first and stays right while reports arrive', async () => {
      await fresh();
      await store.add(Array.from({ length: 25 }, () => makeReport({ time: NOW })));
      const seen: number[] = [];
      let before: number | undefined;
      for (let page = 0; page < 10; page++) {
        const found = await store.list({ filter: {}, limit: 10, ...(before !== undefined && { before }) });
        seen.push(...found.map((report) => report.id));
        before = found.at(-1)?.id;
        await store.add([makeReport({ time: NOW })]);
        if (found.length < 10) break;
      }
      expect(seen).toHaveLength(25);
      expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a));
    });

    test('filters by every member', async () => {
      await fresh();
      const odd = makeReport({
        type: 'deprecation',
        origin: 'https://other.example',
        url: 'https://other.example/100%_sure',
        endpoint: 'second',
        group: 'g2',
        browser: 'Firefox',
        noise: 'internal:about',
        time: NOW - 5 * HOUR,
        body: { message: 'Say "hi"\nto ÄÖ' },
      });
      await store.add([odd, makeReport({ time: NOW }), makeReport({ time: NOW + 1 })]);
      const total = async (filter: Parameters<Store['facets']>[0]) => {
        const [listed, { total: counted }, groups] = await Promise.all([
          store.list({ filter, limit: 100 }),
          store.facets(filter),
          store.groups({ filter, limit: 100, offset: 0, sort: 'count' }),
        ]);
        expect(counted).toBe(listed.length);
        expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(listed.length);
        return listed.length;
      };
      expect(await total({})).toBe(3);
      expect(await total({ type: ['deprecation'] })).toBe(1);
      expect(await total({ type: ['deprecation', 'csp-violation'] })).toBe(3);
      expect(await total({ type: [] })).toBe(0);
      expect(await total({ origin: ['https://other.example'] })).toBe(1);
      expect(await total({ endpoint: ['second'] })).toBe(1);
      expect(await total({ group: ['g2'] })).toBe(1);
      expect(await total({ browser: ['Firefox'] })).toBe(1);
      expect(await total({ noise: 'hide' })).toBe(2);
      expect(await total({ noise: 'only' })).toBe(1);
      expect(await total({ from: NOW })).toBe(2);
      expect(await total({ to: NOW })).toBe(1);
      expect(await total({ from: NOW, to: NOW + 1 })).toBe(1);
      expect(await total({ from: NOW - 5 * HOUR, to: NOW + 1 })).toBe(2);
      expect(await total({ from: NOW - 5 * HOUR + 1, to: NOW + 2 * HOUR })).toBe(2);
      expect(await total({ text: 'SAY "hi"\nto' })).toBe(1);
      expect(await total({ text: '100%_SURE' })).toBe(1);
      expect(await total({ text: '100__sure' })).toBe(0);
      expect(await total({ text: "'; DROP TABLE reports; --" })).toBe(0);
      expect(
        await total({ text: 'hello', type: ['csp-violation'], browser: ['Chrome'], noise: 'hide' }),
      ).toBe(2);
    });

    test('can be asked for what no text can hold, in every member and by every question', async () => {
      await fresh();
      await store.add([makeReport({ endpoint: 'a\ufffdb' })]);
      // As the ingest stores them: NUL has become U+FFFD.
      expect(await store.list({ filter: { endpoint: ['a\0b'] }, limit: 10 })).toHaveLength(1);
      for (const name of ['type', 'origin', 'group', 'browser', 'os', 'app', 'scope', 'install'] as const) {
        const filter = { [name]: ['a\0b', '\ud800', '\0'] };
        expect(await store.list({ filter, limit: 10 }), name).toEqual([]);
        expect((await store.facets(filter)).total, name).toBe(0);
        expect(await store.remove(filter), name).toBe(0);
      }
      for (const text of ['\0', 'a\0b', '\ud800']) {
        expect(await store.list({ filter: { text }, limit: 10 })).toEqual([]);
        expect((await store.histogram({ text, from: NOW - HOUR, to: NOW + HOUR }, 10)).buckets).toEqual([]);
        expect(await store.groups({ filter: { text }, limit: 10, offset: 0, sort: 'lastSeen' })).toEqual([]);
      }
    });

    test('knows of uploaded entries their app’s version, system, scope and install, and forgets one install', async () => {
      await fresh();
      const entry = (install: string, app: string, more: Partial<NewReport> = {}) =>
        makeReport({
          type: 'background-service',
          app,
          scope: 'https://app.example/',
          os: 'Android',
          time: NOW,
          body: { id: install, install, app },
          ...more,
        });
      await store.add([
        entry('a_1', '1.0'),
        entry('a_1', '1.1', { scope: 'https://app.example/shop/' }),
        entry('aX1', '1.1', { os: 'iOS' }),
        // Not an entry: what it claims is nobody's.
        makeReport({ time: NOW, body: { install: 'a_1' } }),
      ]);
      const total = async (filter: ReportFilter) => {
        const { length } = await store.list({ filter, limit: 100 });
        expect((await store.facets(filter)).total).toBe(length);
        const { buckets } = await store.histogram({ ...filter, from: NOW - HOUR, to: NOW + HOUR }, 10);
        expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(length);
        return length;
      };
      expect(await total({ app: ['1.1'] })).toBe(2);
      expect(await total({ app: ['1.0', '1.1'], os: ['Android'] })).toBe(2);
      expect(await total({ os: ['iOS'] })).toBe(1);
      expect(await total({ scope: ['https://app.example/shop/'] })).toBe(1);
      expect(await total({ install: ['a_1'] })).toBe(2);
      expect(await total({ install: [] })).toBe(0);
      expect(await total({ install: ['a'] })).toBe(0);
      expect(
        (await store.list({ filter: { app: ['1.0'] }, limit: 9 })).map(({ app, scope }) => [app, scope]),
      ).toEqual([['1.0', 'https://app.example/']]);
      expect(await store.remove({ install: ['a_1'] })).toBe(2);
      expect(await total({ install: ['a_1'] })).toBe(0);
      expect(await total({})).toBe(2);
      expect(await total({ install: ['aX1'] })).toBe(1);
    });

    test('counts facets without their own part of the filter', async () => {
      await fresh();
      await store.add([
        makeReport({ type: 'a', browser: 'Chrome' }),
        makeReport({ type: 'a', browser: 'Firefox' }),
        makeReport({ type: 'b', browser: 'Chrome' }),
      ]);
      const facets = await store.facets({ type: ['a'] });
      expect(facets.total).toBe(2);
      expect(facets.type).toEqual([
        { value: 'a', count: 2 },
        { value: 'b', count: 1 },
      ]);
      expect(facets.browser).toEqual([
        { value: 'Chrome', count: 1 },
        { value: 'Firefox', count: 1 },
      ]);
    });

    test('groups with first and last seen, browsers, weights and a sample', async () => {
      await fresh();
      await store.add([
        makeReport({ group: 'x', time: NOW - 3 * HOUR, browser: 'Chrome', weight: 10 }),
        makeReport({ group: 'x', time: NOW, browser: 'Firefox' }),
        makeReport({ group: 'x', time: NOW - HOUR, browser: '' }),
        makeReport({ group: 'y', time: NOW - HOUR, title: 'other' }),
      ]);
      const [newest] = await store.list({ filter: { group: ['x'] }, limit: 1 });
      const groups = await store.groups({ filter: {}, limit: 10, offset: 0, sort: 'lastSeen' });
      expect(groups[0]).toEqual({
        group: 'x',
        type: 'csp-violation',
        title: 'img-src blocked https://cdn.example',
        count: 3,
        weight: 12,
        firstSeen: NOW - 3 * HOUR,
        lastSeen: NOW,
        browsers: ['Chrome', 'Firefox'],
        noise: '',
        sample: newest?.id,
      });
      expect(groups.map((group) => group.group)).toEqual(['x', 'y']);
      const paged = await store.groups({ filter: {}, limit: 1, offset: 1, sort: 'count' });
      expect(paged.map((group) => group.group)).toEqual(['y']);
    });

    test('makes histograms of seconds and of hours', async () => {
      await fresh();
      await store.add([
        makeReport({ time: NOW, type: 'a' }),
        makeReport({ time: NOW + 500, type: 'b' }),
        makeReport({ time: NOW + 61_000, type: 'a' }),
      ]);
      const fine = await store.histogram({}, 60);
      expect(fine.buckets.map(({ count }) => count)).toEqual([2, 1]);
      expect(fine.buckets[0]?.types).toEqual({ a: 1, b: 1 });
      expect(fine.interval).toBeLessThanOrEqual(2_000);
      await store.add([makeReport({ time: NOW - 10 * DAY })]);
      const coarse = await store.histogram({}, 60);
      expect(coarse.interval % HOUR).toBe(0);
      expect(coarse.buckets.map(({ count }) => count)).toEqual([1, 3]);
      const part = await store.histogram({ from: NOW - 20 * DAY, to: NOW + 500 }, 100);
      expect(part.buckets.reduce((sum, { count }) => sum + count, 0)).toBe(2);
      expect((await store.histogram({ type: ['none'] }, 10)).buckets).toEqual([]);
    });

    test('follows: after() gives everything once and in order while many write', async () => {
      await fresh();
      let last = await store.lastId();
      const seen: string[] = [];
      let writing = true;
      const follow = (async () => {
        for (let rest = 3; rest > 0; ) {
          const page = await store.after(last, 100);
          seen.push(...page.map((report) => report.url));
          last = page.at(-1)?.id ?? last;
          if (!writing && page.length === 0) rest--;
        }
      })();
      const urls = Array.from({ length: 600 }, (_, index) => `https://app.example/${index}`);
      await Promise.all(
        urls.map(async (address, index) => {
          await new Promise((resolve) => setTimeout(resolve, index % 50));
          await store.add([makeReport({ url: address })], String(index % 7));
        }),
      );
      writing = false;
      await follow;
      expect(seen.sort()).toEqual([...urls].sort());
    });

    test('tells that reports were added', async () => {
      await fresh();
      let calls = 0;
      const forget = store.onAdded(() => calls++);
      await store.add([makeReport()]);
      expect(calls).toBeGreaterThan(0);
      forget();
      const before = calls;
      await store.add([makeReport()]);
      expect(calls).toBe(before);
    });

    test('removes by filter and keeps the counts right', async () => {
      await fresh();
      await store.add([
        makeReport({ group: 'x', time: NOW }),
        makeReport({ group: 'x', time: NOW + 1_000, url: 'https://app.example/gone' }),
        makeReport({ group: 'y', time: NOW }),
      ]);
      expect(await store.remove({ text: '/gone' })).toBe(1);
      const [x] = await store.groups({ filter: { group: ['x'] }, limit: 1, offset: 0, sort: 'count' });
      expect(x).toMatchObject({ count: 1, weight: 1, firstSeen: NOW, lastSeen: NOW });
      expect(await store.get(x?.sample ?? 0)).toBeDefined();
      expect(await store.remove({ group: ['y'] })).toBe(1);
      expect((await store.facets({})).total).toBe(1);
      expect(await store.remove({ group: ['nothing'] })).toBe(0);
      expect(await store.remove({})).toBe(1);
      expect(await store.list({ filter: {}, limit: 1 })).toEqual([]);
      await store.add([makeReport({ group: 'x', time: NOW })]);
      expect((await store.list({ filter: {}, limit: 5 })).map((report) => report.group)).toEqual(['x']);
    });

    test('removes thousands in steps', async () => {
      await fresh();
      for (let batch = 0; batch < 12; batch++) {
        await store.add(
          Array.from({ length: 1_000 }, (_, n) => makeReport({ group: n % 4 ? 'x' : 'y', time: NOW })),
        );
      }
      expect(await store.remove({ group: ['x'] })).toBe(9_000);
      const facets = await store.facets({});
      expect(facets.total).toBe(3_000);
      expect(await store.list({ filter: {}, limit: 10_000 })).toHaveLength(3_000);
    });

    test('keeps by age', async () => {
      await fresh();
      await store.add([
        makeReport({ time: NOW - 5 * DAY }),
        makeReport({ time: NOW - 3 * DAY }),
        makeReport({ time: NOW }),
      ]);
      const before = Math.floor(NOW / DAY) * DAY - DAY;
      expect(await store.retain({ before })).toBe(2);
      expect(await store.retain({ before })).toBe(0);
      expect((await store.facets({})).total).toBe(1);
      expect(await store.list({ filter: {}, limit: 10 })).toHaveLength(1);
    });

    test('keeps by size, dropping the oldest', async () => {
      await fresh();
      for (let day = 6; day >= 0; day--) {
        const time = NOW - day * DAY;
        await store.add(
          Array.from({ length: 1_000 }, () =>
            makeReport({ time, body: { text: randomBytes(1_500).toString('base64') } }),
          ),
        );
      }
      const full = await store.size();
      expect(full).toBeGreaterThan(7_000 * 2_000);
      const removed = await store.retain({ maxBytes: full / 2 });
      expect(removed).toBeGreaterThan(2_000);
      expect(await store.size()).toBeLessThanOrEqual(full / 2);
      const left = await store.list({ filter: {}, limit: 10_000 });
      expect(left).toHaveLength(7_000 - removed);
      expect(left[0]?.time).toBe(NOW);
      expect((await store.facets({})).total).toBe(left.length);
    });

    test('lists endpoints', async () => {
      await fresh();
      await store.add([
        makeReport({ endpoint: 'b', time: NOW }),
        makeReport({ endpoint: 'a', time: NOW - HOUR }),
      ]);
      expect(await store.endpoints()).toEqual([
        { endpoint: 'a', count: 1, firstSeen: NOW - HOUR, lastSeen: NOW - HOUR },
        { endpoint: 'b', count: 1, firstSeen: NOW, lastSeen: NOW },
      ]);
    });

    test('is all there after it was closed and opened', async () => {
      await fresh();
      await store.add([makeReport({ url: 'https://app.example/kept' })]);
      await store.close();
      await expect(store.add([makeReport()])).rejects.toMatchObject({ code: 'STORE_CLOSED' });
      store = await openStore(url);
      expect((await store.list({ filter: {}, limit: 5 })).map((report) => report.url)).toEqual([
        'https://app.example/kept',
      ]);
    });
  });
}
