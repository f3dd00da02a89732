import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NewEntry } from './log/index.ts';
import type { Envelope } from './upload/index.ts';

const URL_ = 'https://reports.example/reports/background';
/** Milliseconds: the longest wait for a round, which is by chance, and time for the database. */
const WITHIN = 15_000;
const DAY = 24 * 60 * 60_000;

// In one file: every test is about the same worker, with the same server, log and clock around it.
describe('upload in the worker', { timeout: 60_000 }, () => {
  let posts: Envelope[][];
  let answer: () => Response | Promise<Response>;
  let undos: (() => void)[];
  let open: number;

  /** A worker of its own each time, as after a stop: nothing in memory is left of the last one. */
  async function worker() {
    vi.resetModules();
    const [{ upload }, { openWriter }, { openPermission, sayWord }] = await Promise.all([
      import('./start-upload.ts'),
      import('./log/index.ts'),
      import('./upload/permission.ts'),
    ]);
    let count = 0;
    const boot = `b${Math.random().toString(36).slice(2, 8)}`;
    const writer = openWriter({ now: Date.now });
    undos.push(() => writer.close());
    return {
      upload(...may: Parameters<typeof upload>) {
        const undo = upload(...may);
        undos.push(undo);
        return undo;
      },
      permission: openPermission(),
      sayWord,
      async write(more: Partial<NewEntry> = {}) {
        const id = `${boot}-${count++}`;
        writer.append({
          id,
          time: Date.now(),
          service: 'pushMessaging',
          event: 'Push event dispatched',
          instanceId: '',
          metadata: {},
          detail: {},
          context: 'worker',
          boot,
          origin: 'https://app.example/',
          storageKey: 'https://app.example/',
          scope: 'https://app.example/',
          scriptURL: 'https://app.example/sw.js',
          trusted: true,
          ...more,
        });
        await settle(writer.flush());
        return id;
      },
    };
  }

  /** Waits for what needs timers to go on. */
  async function settle<T>(promise: Promise<T>): Promise<T> {
    let done = false;
    const finish = (): void => {
      done = true;
    };
    promise.then(finish, finish);
    while (!done) await vi.advanceTimersByTimeAsync(1);
    return promise;
  }
  /** In steps: the database answers in turns of its own. */
  async function pass(milliseconds: number): Promise<void> {
    for (let step = 0; step < 400; step += 1) await vi.advanceTimersByTimeAsync(milliseconds / 400);
  }
  const bodies = () => posts.flat().map(({ body }) => body);
  const ids = () => bodies().map(({ id }) => id);
  const gaps = () => bodies().filter(({ event }) => event === 'Entries lost before upload');
  async function settings(name: string, value?: unknown): Promise<unknown> {
    const { openDatabase, result, writable } = await import('./log/database.ts');
    return settle(
      (async () => {
        const db = await openDatabase(() => undefined);
        const store = writable(db, 'settings');
        if (value !== undefined) store.put(value, name);
        const found: unknown = await result(store.get(name));
        db.close();
        return found;
      })(),
    );
  }
  async function removeFirst(count: number): Promise<void> {
    const { openDatabase, result, writable } = await import('./log/database.ts');
    await settle(
      (async () => {
        const db = await openDatabase(() => undefined);
        const store = writable(db, 'entries');
        for (const key of await result(store.getAllKeys(null, count))) store.delete(key);
        await result(store.count());
        db.close();
      })(),
    );
  }

  beforeEach(() => {
    vi.useFakeTimers({
      now: 1_800_000_000_000,
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'Date'],
    });
    vi.stubGlobal('indexedDB', new IDBFactory());
    vi.stubGlobal('location', { origin: 'https://app.example', href: 'https://app.example/sw.js' });
    vi.stubGlobal('registration', { scope: 'https://app.example/' });
    vi.stubGlobal('navigator', { userAgent: 'Mozilla/5.0 Chrome/150.0.0.0' });
    vi.stubGlobal('clients', { matchAll: async () => [] });
    posts = [];
    undos = [];
    open = 0;
    answer = () => new Response(null, { status: 204 });
    vi.stubGlobal(Symbol.for('offstage') as never, { open: () => open });
    vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
      const post = JSON.parse(String(init.body));
      const response = await answer();
      if (response.status === 204) posts.push(post);
      return response;
    });
  });
  afterEach(() => {
    for (const undo of undos) undo();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('sends what is in the log, and nothing twice after the worker was stopped', async () => {
    const first = await worker();
    const one = await first.write();
    first.upload({ url: URL_, app: '1.2' });
    await pass(WITHIN);
    expect(ids()).toEqual([one]);
    expect(bodies()[0]).toMatchObject({ app: '1.2', scope: 'https://app.example/' });
    expect(bodies()[0]).not.toHaveProperty('install');
    for (const undo of undos.splice(0)) undo();
    const second = await worker();
    const two = await second.write();
    second.upload({ url: URL_ });
    await pass(WITHIN);
    expect(ids()).toEqual([one, two]);
  });

  it('waits for events that are going on', async () => {
    const { upload, write } = await worker();
    await write();
    open = 1;
    upload({ url: URL_, within: 500 });
    await pass(60_000);
    expect(posts).toEqual([]);
    open = 0;
    await pass(2_000);
    expect(posts).toHaveLength(1);
  });

  it('a day without a network loses nothing, and ends with the next event', async () => {
    answer = () => Promise.reject(new TypeError('Failed to fetch'));
    const written: string[] = [];
    for (let hour = 0; hour < 24; hour += 1) {
      const { upload, write } = await worker();
      written.push(await write());
      upload({ url: URL_, within: 500 });
      await pass(30_000);
      for (const undo of undos.splice(0)) undo();
      await pass(3_600_000 - 30_000);
    }
    expect(posts).toEqual([]);
    answer = () => new Response(null, { status: 204 });
    const { upload, write } = await worker();
    written.push(await write());
    upload({ url: URL_, within: 500 });
    await pass(30_000);
    expect(ids()).toEqual(written);
    expect(gaps()).toEqual([]);
    expect(Math.max(...posts.flat().map(({ age }) => age))).toBeGreaterThan(23 * 3_600_000);
  });

  describe('may', () => {
    it.each<[string, unknown]>([
      ['nothing, and no page has said anything', undefined],
      ['no', false],
      ['a promise of no', Promise.resolve(false)],
      ['a function that says no', () => false],
      [
        'a function that throws',
        () => {
          throw new Error('host');
        },
      ],
      [
        'a promise that is rejected',
        (() => {
          const no = Promise.reject(new Error('host'));
          no.catch(() => undefined);
          return no;
        })(),
      ],
    ])('%s: nothing is sent, and there is no random id', async (_what, may) => {
      const { upload, write } = await worker();
      await write();
      await settings('install', 'known');
      upload(may as never);
      await pass(30_000);
      expect(posts).toEqual([]);
      expect(await settings('install')).toBeUndefined();
    });

    it.each<[string, unknown]>([
      ['a promise', Promise.resolve({ url: URL_ })],
      ['a function', () => ({ url: URL_ })],
      ['a function that returns a promise', async () => ({ url: URL_ })],
    ])('%s that says yes', async (_what, may) => {
      const { upload, write } = await worker();
      const id = await write();
      upload(may as never);
      await pass(WITHIN);
      expect(ids()).toEqual([id]);
    });

    it('a page’s yes reaches the worker with all that it says; its no ends it with the next event', async () => {
      const { upload, write, sayWord } = await worker();
      await write();
      upload();
      await pass(30_000);
      expect(posts).toEqual([]);
      await settle(sayWord({ url: URL_, install: true, token: 't', redacts: false }));
      await write();
      await pass(WITHIN);
      expect(ids()).toHaveLength(2);
      const install = bodies()[0]?.install;
      expect(install).toMatch(/^[0-9a-f]{32}$/);
      expect(bodies()[1]?.install).toBe(install);
      await settle(sayWord(false));
      expect(await settings('install')).toBeUndefined();
      await write();
      await pass(60_000);
      expect(ids()).toHaveLength(2);
      // Another yes is another installation.
      await settle(sayWord({ url: URL_, install: true, redacts: false }));
      await write();
      await pass(WITHIN);
      expect(bodies().at(-1)?.install).not.toBe(install);
    });

    it('is asked before each post: withdrawn in the middle, the rest stays here', async () => {
      const { upload, write } = await worker();
      for (let n = 0; n < 150; n += 1) await write();
      let yes = true;
      upload(() => yes && { url: URL_, within: 500 });
      answer = () => {
        yes = false;
        return new Response(null, { status: 204 });
      };
      await pass(60_000);
      expect(posts.map(({ length }) => length)).toEqual([100]);
    });

    it('a page’s no wins over the worker’s own yes', async () => {
      const { upload, write, sayWord } = await worker();
      await write();
      await settle(sayWord(false));
      upload({ url: URL_ });
      await pass(30_000);
      expect(posts).toEqual([]);
    });

    it('where the page has a `redact` that cannot be copied, the worker sends with its own or not at all', async () => {
      const { upload, write, sayWord } = await worker();
      const id = await write();
      await settle(sayWord({ url: URL_, redacts: true }));
      upload();
      await pass(30_000);
      expect(posts).toEqual([]);
      for (const undo of undos.splice(1)) undo();
      const next = await worker();
      next.upload({ redact: (stripped) => ({ ...stripped, instanceId: 'mine' }) });
      await pass(30_000);
      expect(bodies()).toMatchObject([{ id, instanceId: 'mine' }]);
    });

    it('another pattern to cut by holds from the next round on', async () => {
      const { upload, write, sayWord } = await worker();
      upload();
      const word = { url: URL_, redacts: false };
      await settle(sayWord({ ...word, mask: [/anna/] }));
      await write({ service: 'notifications', instanceId: 'anna-bob' });
      await pass(WITHIN);
      await settle(sayWord({ ...word, mask: [/bob/] }));
      await write({ service: 'notifications', instanceId: 'anna-bob' });
      await pass(WITHIN);
      expect(bodies().map(({ instanceId }) => instanceId)).toEqual(['…-bob', 'anna-…']);
    });

    it('takes Global Privacy Control for a no where it was asked to', async () => {
      vi.stubGlobal('navigator', { userAgent: 'Mozilla/5.0 Chrome/1', globalPrivacyControl: true });
      const { upload, write } = await worker();
      await write();
      const undo = upload({ url: URL_, globalPrivacyControl: true });
      await pass(30_000);
      expect(posts).toEqual([]);
      undo();
      upload({ url: URL_ });
      await pass(30_000);
      expect(posts).toHaveLength(1);
    });
  });

  it('sends in WebKit while a page is there, and without one only where it was asked to', async () => {
    const userAgent =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Version/18.6 Safari/604.1';
    vi.stubGlobal('navigator', { userAgent });
    const { upload, write } = await worker();
    await write();
    const undo = upload({ url: URL_ });
    await pass(30_000);
    expect(posts).toEqual([]);
    vi.stubGlobal('clients', { matchAll: async () => ['a page'] });
    await write();
    await pass(WITHIN);
    expect(ids()).toHaveLength(2);
    undo();
    vi.stubGlobal('clients', { matchAll: async () => [] });
    await write();
    upload({ url: URL_, webkit: true });
    await pass(WITHIN);
    expect(ids()).toHaveLength(3);
  });

  it('has nothing to do with what takes the place of `fetch` after it', async () => {
    const { upload, write } = await worker();
    await write();
    upload({ url: URL_ });
    const theirs = vi.fn();
    vi.stubGlobal('fetch', theirs);
    await pass(WITHIN);
    expect(posts).toHaveLength(1);
    expect(theirs).not.toHaveBeenCalled();
  });

  it('a sample keeps whole starts of a worker, and says for how many each stands', async () => {
    const written = new Map<string, string[]>();
    for (let n = 0; n < 60; n += 1) {
      const { write } = await worker();
      const own = [await write(), await write({ span: 'x' })];
      written.set((own[0] as string).replace(/-.*/, ''), own);
      for (const undo of undos.splice(0)) undo();
    }
    const { upload } = await worker();
    upload({ url: URL_, sample: 0.25 });
    await pass(30_000);
    const sent = ids();
    for (const own of written.values()) {
      const count = own.filter((id) => sent.includes(id)).length;
      expect([0, 2]).toContain(count);
    }
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.length).toBeLessThan(120);
    expect(new Set(bodies().map(({ weight }) => weight))).toEqual(new Set([4]));
  });

  it.each(['Web Locks', 'a lease'])('several at once, by %s: each entry is posted once', async (by) => {
    if (by === 'Web Locks') {
      let last: Promise<unknown> = Promise.resolve();
      const request = (_: string, run: () => Promise<unknown>): Promise<unknown> => {
        last = last.then(run, run);
        return last;
      };
      vi.stubGlobal('navigator', { userAgent: 'Mozilla/5.0 Chrome/150.0.0.0', locks: { request } });
    }
    // A worker of each scope, or a page: all have the one log.
    const all = [await worker(), await worker(), await worker()];
    const written: string[] = [];
    for (let n = 0; n < 130; n += 1) written.push(await (all[n % 3] as (typeof all)[number]).write());
    for (const { upload } of all) upload({ url: URL_, within: 600 });
    await pass(5_000);
    for (const { write } of all) written.push(await write());
    await pass(70_000);
    expect(ids().sort()).toEqual(written.sort());
  });

  describe('without Web Locks', () => {
    it('who comes while another has the lease lets it, and goes on when that is over', async () => {
      const { upload, write } = await worker();
      const id = await write();
      await settings(`lease:${URL_}`, { by: 1, until: Date.now() + 20_000 });
      upload({ url: URL_, within: 500 });
      await pass(15_000);
      expect(posts).toEqual([]);
      await pass(10_000);
      expect(ids()).toEqual([id]);
      expect(await settings(`lease:${URL_}`)).toBeUndefined();
    });

    it('a lease from another clock holds nobody up', async () => {
      const { upload, write } = await worker();
      await write();
      await settings(`lease:${URL_}`, { by: 1, until: Date.now() + DAY });
      upload({ url: URL_, within: 500 });
      await pass(5_000);
      expect(posts).toHaveLength(1);
    });
  });

  describe('a clock that is set', () => {
    it.each([
      ['back by two days', -2],
      ['forward by two days', 2],
      ['back by a year', -365],
    ])('%s: what the log has arrives once, and none of it twice', async (_how, days) => {
      const written: string[] = [];
      const first = await worker();
      written.push(await first.write());
      first.upload({ url: URL_, within: 500 });
      await pass(5_000);
      answer = () => Promise.reject(new TypeError('Failed to fetch'));
      written.push(await first.write());
      await pass(5_000);
      for (const undo of undos.splice(0)) undo();
      vi.setSystemTime(Date.now() + days * DAY);
      answer = () => new Response(null, { status: 204 });
      const second = await worker();
      written.push(await second.write());
      second.upload({ url: URL_, within: 500 });
      await pass(10_000);
      expect(ids()).toEqual(written);
      expect(posts.flat().every(({ age }) => age >= 0)).toBe(true);
    });

    it('does not make a server’s wait last for ever', async () => {
      const first = await worker();
      await first.write();
      answer = () => new Response(null, { status: 503, headers: { 'retry-after': '3600' } });
      first.upload({ url: URL_, within: 500 });
      await pass(5_000);
      for (const undo of undos.splice(0)) undo();
      vi.setSystemTime(Date.now() - 365 * DAY);
      answer = () => new Response(null, { status: 204 });
      const second = await worker();
      await second.write();
      second.upload({ url: URL_, within: 500 });
      await pass(10_000);
      expect(ids()).toHaveLength(2);
    });
  });

  it('on a full disk all is sent, again with each start under the same ids, until there is room to note how far', async () => {
    const { write } = await worker();
    const written = [await write(), await write()];
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('', 'QuotaExceededError');
    });
    for (let start = 0; start < 2; start += 1) {
      const { upload } = await worker();
      upload({ url: URL_, within: 500 });
      await pass(10_000);
      for (const undo of undos.splice(0)) undo();
    }
    expect(ids()).toEqual([...written, ...written]);
    full.mockRestore();
    const last = await worker();
    written.push(await last.write());
    last.upload({ url: URL_, within: 500 });
    await pass(10_000);
    expect(ids()).toEqual([...written.slice(0, 2), ...written.slice(0, 2), ...written]);
    posts = [];
    const next = await worker();
    next.upload({ url: URL_, within: 500 });
    await pass(10_000);
    expect(posts).toEqual([]);
  });

  it('what stands in an address does not leave: not the worker’s own, not in what is told of a loss', async () => {
    const address = 'https://app.example/sw.js?token=S3CRET#S3CRET';
    vi.stubGlobal('location', { origin: 'https://app.example', href: address });
    const scriptURL = address;
    const first = await worker();
    await first.write({ scriptURL });
    first.upload({ url: URL_, within: 500 });
    await pass(5_000);
    answer = () => Promise.reject(new TypeError('Failed to fetch'));
    for (let n = 0; n < 3; n += 1) await first.write({ scriptURL });
    await pass(5_000);
    for (const undo of undos.splice(0)) undo();
    await removeFirst(3);
    answer = () => new Response(null, { status: 204 });
    const second = await worker();
    await second.write({ scriptURL, detail: { url: '/inbox?token=S3CRET' } });
    second.upload({ url: URL_, within: 500 });
    await pass(10_000);
    expect(gaps()).toHaveLength(1);
    expect(JSON.stringify(posts)).not.toContain('S3CRET');
  });

  describe('what was lost before it could be sent', () => {
    /** Some that were sent, and some that were not. */
    async function half() {
      const { upload, write } = await worker();
      await write();
      upload({ url: URL_, within: 500 });
      await pass(5_000);
      answer = () => Promise.reject(new TypeError('Failed to fetch'));
      for (let n = 0; n < 5; n += 1) await write();
      await pass(5_000);
      for (const undo of undos.splice(0)) undo();
      posts = [];
      answer = () => new Response(null, { status: 204 });
    }
    async function next() {
      const { upload, write } = await worker();
      const id = await write();
      upload({ url: URL_, within: 500 });
      await pass(10_000);
      return id;
    }

    it('to age', async () => {
      const from = Date.now();
      await half();
      await pass(3.5 * DAY);
      const id = await next();
      expect(gaps()).toMatchObject([
        { service: 'serviceWorker', own: true, detail: { reason: 'age', count: 5 } },
      ]);
      const { from: since, to } = gaps()[0]?.detail ?? {};
      expect(since).toBeGreaterThanOrEqual(from);
      expect(to).toBeGreaterThan(from + 3 * DAY);
      expect(ids().at(-1)).toBe(id);
    });

    it.each<[string, Record<string, unknown>]>([
      ['cap', { dropped: 4 }],
      ['quota', { dropped: 4, spared: 1_800_000_000_000 + DAY }],
      ['removed', {}],
    ])('to a %s', async (reason, rows) => {
      await half();
      await removeFirst(4);
      for (const [name, value] of Object.entries(rows)) await settings(name, value);
      await next();
      expect(gaps().map(({ detail }) => [detail.reason, detail.count])).toEqual([[reason, 3]]);
      // One of the five that had been waiting is left besides the sent one and the new one.
      expect(ids()).toHaveLength(4);
    });

    it('to a database that failed', async () => {
      await half();
      await settings('dropped', 7);
      await settings('unwritten', 7);
      await next();
      expect(gaps().map(({ detail }) => [detail.reason, detail.count])).toEqual([['unwritten', 7]]);
    });

    it('to a recording that is switched off, and on again', async () => {
      await half();
      await settings('recording', { since: Number.POSITIVE_INFINITY, pushMessaging: -1 });
      const { upload } = await worker();
      upload({ url: URL_, within: 500 });
      await pass(10_000);
      expect(gaps().map(({ detail }) => [detail.reason, detail.off])).toEqual([
        ['switched', ['pushMessaging']],
      ]);
      await settings('recording', { since: Number.POSITIVE_INFINITY });
      for (const undo of undos.splice(0)) undo();
      await next();
      expect(gaps().map(({ detail }) => detail.off)).toEqual([['pushMessaging'], []]);
    });

    it('is told once, under one id, however often the answer gets lost', async () => {
      await half();
      await removeFirst(4);
      const told: string[] = [];
      answer = () => Promise.reject(new TypeError('Failed to fetch'));
      vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
        const post: Envelope[] = JSON.parse(String(init.body));
        told.push(
          ...post
            .filter(({ body }) => body.event === 'Entries lost before upload')
            .map(({ body }) => body.id),
        );
        if (told.length < 3) throw new TypeError('Failed to fetch');
        return new Response(null, { status: 204 });
      });
      await next();
      await pass(30_000);
      await next();
      expect(told).toHaveLength(3);
      expect(new Set(told).size).toBe(1);
    });

    it('not what there was before anything was ever sent', async () => {
      const { write, upload } = await worker();
      for (let n = 0; n < 5; n += 1) await write();
      await removeFirst(3);
      await settings('dropped', 3);
      upload({ url: URL_, within: 500 });
      await pass(10_000);
      expect(gaps()).toEqual([]);
      expect(ids()).toHaveLength(2);
    });
  });
});
