// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { type Envelope, openPermission, sayWord } from '@offstage/sw-plugin/internal/upload';
import type { Entry, ReadOptions } from '@offstage/sw-plugin/log';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Upload, type UploadOptions, upload } from './upload.ts';
import { withdrawUpload } from './withdraw-upload.ts';

const URL_ = 'https://reports.example/reports/background';

/** As much of Web Locks as is used: one after the other. */
function lockManager(): LockManager {
  const held = new Map<string, Promise<unknown>>();
  return {
    async request(name: string, run: () => unknown) {
      const turn = (held.get(name) ?? Promise.resolve()).then(run, run);
      const settled = turn.catch(() => undefined);
      held.set(name, settled);
      void settled.then(() => held.get(name) === settled && held.delete(name));
      return turn;
    },
    query: async () => ({ held: [...held.keys()].map((name) => ({ name })), pending: [] }),
  } as unknown as LockManager;
}

// In one file: every test is about the same loop, with the same server and clock around it.
describe('upload', () => {
  let entries: Entry[];
  let listener: (batch: readonly Entry[]) => void;
  let cleared: () => void;
  let answers: (number | 'offline' | (() => Response))[];
  let posts: Envelope[][];
  let inits: RequestInit[];
  let running: Upload[];

  const log = {
    read: async ({ after, limit = 1_000 }: ReadOptions = {}) =>
      after === undefined
        ? entries.slice(-limit)
        : entries.filter((entry) => entry.seq > after).slice(0, limit),
    onClear(told: typeof cleared) {
      cleared = told;
      return () => {};
    },
    subscribe(told: typeof listener) {
      listener = told;
      return () => {};
    },
  };

  function write(count: number, more: Partial<Entry> = {}) {
    const batch = Array.from({ length: count }, () => {
      const seq = (entries.at(-1)?.seq ?? 0) + 1;
      const entry = {
        seq,
        id: `e${seq}`,
        time: Date.now(),
        service: 'backgroundSync',
        metadata: {},
        detail: {},
      };
      entries.push({ ...entry, scope: '', scriptURL: '', origin: 'https://example.com/', ...more } as Entry);
      return entries.at(-1) as Entry;
    });
    listener?.(batch);
  }

  function start(more: Partial<UploadOptions> = {}): Upload {
    const started = upload(log, { url: URL_, ...more }, window as never);
    running.push(started);
    return started;
  }

  const ids = () => posts.flat().map((each) => each.body.id);
  const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
  /** What the database says, whose turns are timers, too. */
  async function soon<T>(said: Promise<T>): Promise<T> {
    await pass(100);
    return said;
  }
  /** An app that is in use: something is written every ten seconds. */
  async function goOn(times: number): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      write(1);
      await pass(10_000);
    }
  }

  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 });
    localStorage.clear();
    vi.stubGlobal('indexedDB', new IDBFactory());
    entries = [];
    answers = [];
    posts = [];
    inits = [];
    running = [];
    vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
      inits.push(init);
      posts.push(JSON.parse(String(init.body)));
      const answer = answers.shift() ?? 204;
      if (answer === 'offline') throw new TypeError('network');
      return typeof answer === 'number' ? new Response(null, { status: answer }) : answer();
    });
  });
  afterEach(() => {
    for (const each of running) each.stop();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('sends what the log holds in the envelope of reports, without what the browser posts by itself', async () => {
    write(1, { scriptURL: 'https://example.com/sw.js' });
    write(1, { service: 'reporting' });
    const { counts } = start({ token: 'secret' });
    await pass(1_500);
    expect(posts).toEqual([
      [
        {
          type: 'background-service',
          age: expect.any(Number),
          url: 'https://example.com/sw.js',
          user_agent: navigator.userAgent,
          body: expect.objectContaining({ id: 'e1' }),
        },
      ],
    ]);
    expect(inits[0]).toMatchObject({
      keepalive: true,
      credentials: 'omit',
      headers: { 'content-type': 'application/reports+json', authorization: 'Bearer secret' },
    });
    expect(counts).toEqual({ sent: 1, kept: 0, failed: 0 });
  });

  it('goes on after a reload where the server’s last yes was', async () => {
    write(150);
    start();
    await pass(1_500);
    running.pop()?.stop();
    write(2);
    start();
    await pass(1_500);
    expect(posts.map((post) => post.length)).toEqual([100, 50, 2]);
    expect(new Set(ids()).size).toBe(152);
  });

  it('repeats what failed, ever more slowly, and loses nothing', async () => {
    write(3);
    answers = ['offline', 503, 429, 404];
    const { counts } = start();
    await pass(1_050);
    expect(posts).toHaveLength(1);
    // Half a second to one, by chance; then one or two.
    await pass(1_200);
    expect(posts).toHaveLength(2);
    await pass(60_000);
    expect(counts).toEqual({ sent: 3, kept: 0, failed: 4 });
    expect(ids().slice(-3)).toEqual(['e1', 'e2', 'e3']);
  });

  it('gives up one entry that the server refuses, and none of its neighbours', async () => {
    write(8);
    vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
      const post = JSON.parse(String(init.body)) as Envelope[];
      const bad = post.some((each) => each.body.id === 'e5');
      if (!bad) posts.push(post);
      return new Response(null, { status: bad ? 400 : 204 });
    });
    const { counts } = start();
    await pass(5_000);
    expect(ids()).toEqual(['e1', 'e2', 'e3', 'e4', 'e6', 'e7', 'e8']);
    // Not at once: it may have been the server.
    expect(counts).toMatchObject({ sent: 7, kept: 0 });
    await goOn(200);
    expect(counts).toMatchObject({ sent: 207, kept: 1 });
    expect(ids()).toHaveLength(207);
  });

  it.each([400, 413, 415, 422])('loses nothing to a server that answers %i to everything', async (status) => {
    write(198);
    const ill = vi.fn(async () => new Response(null, { status }));
    vi.stubGlobal('fetch', ill);
    const { counts } = start();
    await pass(10_000);
    expect(ill.mock.calls.length).toBeLessThan(40);
    expect(counts).toMatchObject({ sent: 0, kept: 0 });
    vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
      posts.push(JSON.parse(String(init.body)));
      return new Response(null, { status: 204 });
    });
    await pass(60_000);
    expect(new Set(ids()).size).toBe(198);
    expect(counts.kept).toBe(0);
  });

  it('gets past any number of entries in a row that a server refuses, if slowly', async () => {
    write(30);
    vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
      const post = JSON.parse(String(init.body)) as Envelope[];
      const bad = post.some(({ body }) => body.seq > 5 && body.seq < 16);
      if (!bad) posts.push(post);
      return new Response(null, { status: bad ? 422 : 204 });
    });
    const { counts } = start();
    await pass(30 * 60_000);
    expect(ids()).toHaveLength(20);
    await goOn(200);
    expect(counts).toMatchObject({ sent: 220, kept: 10 });
    expect(ids()).toHaveLength(220);
  });

  it.each([
    ['a web page', () => new Response('<p>', { headers: { 'content-type': 'text/html; charset=utf-8' } })],
    ['a redirect to one', () => Object.defineProperty(Response.json({}), 'redirected', { value: true })],
  ])('does not take %s for a yes', async (_what, answer) => {
    write(3);
    answers = [answer, answer];
    const { counts } = start();
    await pass(10_000);
    expect(counts).toEqual({ sent: 3, kept: 0, failed: 2 });
    expect(ids()).toHaveLength(9);
  });

  it.each([
    ['seconds', () => '120'],
    ['a date', () => new Date(Date.now() + 120_000).toUTCString()],
  ])(
    'leaves the server alone for as long as it asked for in %s, also after a reload',
    async (_how, after) => {
      write(3);
      answers = [() => new Response(null, { status: 503, headers: { 'retry-after': after() } })];
      start();
      await pass(1_500);
      window.dispatchEvent(new Event('online'));
      window.dispatchEvent(new Event('pagehide'));
      await pass(30_000);
      running.pop()?.stop();
      start();
      await pass(80_000);
      expect(posts).toHaveLength(1);
      await pass(20_000);
      expect(posts).toHaveLength(2);
    },
  );

  it('does not wait on when it is online again', async () => {
    write(1);
    answers = Array.from({ length: 8 }, () => 'offline' as const);
    start();
    await pass(120_000);
    const { length } = posts;
    answers = [];
    window.dispatchEvent(new Event('online'));
    await pass(100);
    expect(posts).toHaveLength(length + 1);
  });

  it('takes over how far an older version had come', async () => {
    write(5);
    const name = `offstage:upload:${URL_}`;
    localStorage.setItem(name, JSON.stringify({ seq: 3, at: Date.now() }));
    start();
    await pass(1_500);
    expect(ids()).toEqual(['e4', 'e5']);
    expect(localStorage.getItem(name)).toBeNull();
  });

  it('stops for good at 410', async () => {
    write(1);
    answers = [410];
    start();
    await pass(1_500);
    write(1);
    await pass(600_000);
    expect(posts).toHaveLength(1);
  });

  it('gives `redact` the last word, and keeps an entry here when that throws', async () => {
    write(3, { detail: { payload: { bytes: 2, text: 'ab' } } });
    start({
      redact(stripped, entry) {
        if (entry.id === 'e1') return undefined;
        if (entry.id === 'e2') throw new Error('host');
        return { ...stripped, instanceId: 'x' };
      },
    });
    await pass(1_500);
    expect(posts.flat().map((each) => each.body)).toMatchObject([
      { id: 'e3', instanceId: 'x', detail: { payload: { bytes: 2 } } },
    ]);
    expect(running[0]?.counts.kept).toBe(2);
  });

  it('sends only the services that were asked for', async () => {
    write(1);
    write(1, { service: 'reporting' });
    start({ services: ['reporting'] });
    await pass(1_500);
    expect(ids()).toEqual(['e2']);
  });

  it('sends the newest entries in one turn when the page goes, and moves no cursor for it', async () => {
    start();
    await pass(1_500);
    write(2);
    window.dispatchEvent(new Event('pagehide'));
    expect(ids()).toEqual(['e1', 'e2']);
    running.pop()?.stop();
    start();
    await pass(1_500);
    expect(ids()).toEqual(['e1', 'e2', 'e1', 'e2']);
  });

  it('opens no database while the page goes, and goes on when it comes back', async () => {
    start();
    await pass(1_500);
    const open = vi.spyOn(indexedDB, 'open');
    const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    write(1);
    window.dispatchEvent(new Event('pagehide'));
    // Browsers tell that after it: https://html.spec.whatwg.org/#unload-a-document
    document.dispatchEvent(new Event('visibilitychange'));
    await pass(10_000);
    expect(open).not.toHaveBeenCalled();
    visibility.mockRestore();
    window.dispatchEvent(new Event('pageshow'));
    await pass(1_500);
    expect(open).toHaveBeenCalled();
    expect(ids()).toEqual(['e1', 'e1']);
  });

  it('sends nothing that was cleared, not even when the page goes', async () => {
    start();
    await pass(1_500);
    write(2);
    entries = [];
    cleared();
    window.dispatchEvent(new Event('pagehide'));
    await pass(5_000);
    expect(posts).toEqual([]);
  });

  it('sends what arrives while it is sending', async () => {
    write(1);
    start();
    await pass(1_000);
    write(1);
    await pass(3_000);
    expect(ids()).toEqual(['e1', 'e2']);
  });

  it('starts over when the log was deleted and made anew', async () => {
    write(5);
    start();
    await pass(1_500);
    entries = [];
    await pass(10_000);
    write(1);
    await pass(2_500);
    expect(ids()).toHaveLength(6);
  });

  describe('a yes or a no', () => {
    const word = async (): Promise<unknown> => {
      const found = openPermission().pageWord();
      await pass(100);
      return found;
    };
    const begin = (may: Parameters<typeof upload>[1]): Upload => {
      const started = upload(log, may, window as never);
      running.push(started);
      return started;
    };

    it.each<[string, Parameters<typeof upload>[1]]>([
      ['false', false],
      ['undefined', undefined],
      ['a promise of no', Promise.resolve(false as const)],
      ['a function that says no', () => false],
      ['a function that returns a promise of no', async () => undefined],
      [
        'a function that throws',
        () => {
          throw new Error('host');
        },
      ],
    ])('%s: nothing is sent, and the worker hears of it', async (_what, may) => {
      write(1);
      begin(may);
      await pass(5_000);
      window.dispatchEvent(new Event('pagehide'));
      expect(posts).toEqual([]);
      expect(await word()).toBe(false);
    });

    it.each<[string, Parameters<typeof upload>[1]]>([
      ['options', { url: '/reports', token: 't' }],
      ['a promise', Promise.resolve({ url: '/reports', token: 't' })],
      ['a function', () => ({ url: '/reports', token: 't' })],
    ])('%s: it is sent, and the worker hears where to', async (_what, may) => {
      write(1);
      begin(may);
      await pass(5_000);
      expect(ids()).toEqual(['e1']);
      expect(await word()).toEqual({
        url: new URL('/reports', location.href).href,
        token: 't',
        redacts: false,
      });
    });

    it('withdrawn, it stops with the next round, and the random id goes', async () => {
      let yes = true;
      begin(() => yes && { url: URL_, install: true });
      write(1);
      await pass(5_000);
      const [{ install } = {}] = posts.flat().map(({ body }) => body);
      expect(install).toMatch(/^[0-9a-f]{32}$/);
      yes = false;
      write(1);
      await pass(5_000);
      window.dispatchEvent(new Event('pagehide'));
      await pass(5_000);
      expect(ids()).toEqual(['e1']);
      expect(await word()).toBe(false);
      window.dispatchEvent(new Event('pageshow'));
      yes = true;
      write(1);
      await pass(5_000);
      expect(posts.flat().at(-1)?.body.install).not.toBe(install);
    });

    it.each([
      ['a function that says no now', () => {}],
      ['withdrawUpload()', () => void withdrawUpload()],
    ])('left in the turn in which it is withdrawn, it sends nothing more: %s', async (what, withdraw) => {
      let yes = true;
      const options = { url: URL_, install: true };
      begin(what.startsWith('a function') ? () => yes && options : options);
      write(1);
      await pass(5_000);
      expect(ids()).toEqual(['e1']);
      write(1);
      yes = false;
      withdraw();
      window.dispatchEvent(new Event('pagehide'));
      await pass(5_000);
      expect(ids()).toEqual(['e1']);
    });

    it('left at once, it sends what is at hand, unless its function answers by a promise', async () => {
      let later = false;
      const options = { url: URL_ };
      begin(() => (later ? Promise.resolve(options) : options));
      write(1);
      await pass(5_000);
      write(1);
      window.dispatchEvent(new Event('pagehide'));
      expect(ids()).toEqual(['e1', 'e2']);
      window.dispatchEvent(new Event('pageshow'));
      await pass(5_000);
      later = true;
      write(1);
      const sent = ids().length;
      window.dispatchEvent(new Event('pagehide'));
      expect(ids()).toHaveLength(sent);
    });

    it('takes Global Privacy Control for a no where it was asked to', async () => {
      Object.defineProperty(navigator, 'globalPrivacyControl', { value: true, configurable: true });
      write(1);
      begin({ url: URL_, globalPrivacyControl: true });
      await pass(5_000);
      expect(posts).toEqual([]);
      expect(await word()).toBe(false);
      Reflect.deleteProperty(navigator, 'globalPrivacyControl');
    });

    it('`withdrawUpload()` says no for good and gives the random id that was', async () => {
      begin({ url: URL_, install: true });
      write(1);
      await pass(5_000);
      running.pop()?.stop();
      const withdrawn = withdrawUpload();
      await pass(100);
      expect(await withdrawn).toBe(posts.flat()[0]?.body.install);
      expect(await word()).toBe(false);
      const again = withdrawUpload();
      await pass(100);
      expect(await again).toBeUndefined();
    });

    it('a no of one tab holds for another that still says yes, until that one says something else', async () => {
      let yes = true;
      begin(() => yes && { url: URL_, install: true });
      write(1);
      await pass(5_000);
      const install = await soon(withdrawUpload());
      await goOn(3);
      expect(ids()).toEqual(['e1']);
      expect(await word()).toBe(false);
      expect(await soon(openPermission().forget())).toBeUndefined();
      // The person is asked anew there, and says yes.
      yes = false;
      await goOn(1);
      yes = true;
      await goOn(1);
      expect(ids()).toEqual(['e1', 'e2', 'e3', 'e4', 'e5', 'e6']);
      expect(posts.flat().at(-1)?.body.install).not.toBe(install);
      // A tab that is opened anew says it by that.
      await soon(withdrawUpload());
      begin({ url: URL_, install: true });
      await goOn(1);
      expect(ids().at(-1)).toBe('e7');
    });

    it('what is under way when it is withdrawn has arrived before the app hears of the random id, and nothing follows', async () => {
      vi.stubGlobal('navigator', { ...globalThis.navigator, userAgent: 'test', locks: lockManager() });
      let answer = (_: Response): void => {};
      answers.push(204, () => new Promise<Response>((resolve) => (answer = resolve)) as never);
      begin({ url: URL_, install: true });
      write(1);
      await pass(5_000);
      write(300);
      await pass(5_000);
      expect(posts).toHaveLength(2);
      let resolved = false;
      const withdrawn = withdrawUpload().then((install) => {
        resolved = true;
        return install;
      });
      await pass(5_000);
      expect(resolved).toBe(false);
      answer(new Response(null, { status: 204 }));
      await pass(5_000);
      expect(resolved).toBe(true);
      expect(await withdrawn).toBe(posts.flat()[0]?.body.install);
      write(1);
      await pass(60_000);
      expect(posts).toHaveLength(2);
    });

    it('withdrawn before the random id is made, there is none', async () => {
      const asked = openPermission();
      await soon(sayWord({ url: URL_, redacts: false }));
      const [made] = await soon(Promise.all([asked.install(), withdrawUpload()]));
      expect(await soon(asked.install())).toBeUndefined();
      expect(await soon(openPermission().forget())).toBeUndefined();
      expect([undefined, expect.stringMatching(/^[0-9a-f]{32}$/)]).toContainEqual(made);
    });
  });

  it('works where nothing can be stored', async () => {
    const denied = vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('', 'SecurityError');
    });
    vi.stubGlobal('indexedDB', undefined);
    write(2);
    start();
    await pass(1_500);
    write(1);
    await pass(1_500);
    expect(ids()).toEqual(['e1', 'e2', 'e3']);
    denied.mockRestore();
  });
});
