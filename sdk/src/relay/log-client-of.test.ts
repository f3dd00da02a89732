import type { Change, Entry, LogReader, ReadOptions } from '@offstage/sw-plugin/log';
import { describe, expect, it } from 'vitest';
import type { RelayState } from '../log-client.ts';
import type { Link } from './link.ts';
import { type LogClientParts, logClientOf } from './log-client-of.ts';

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

// In one file: every test is about the same client, over the same log in memory.

/** One log in memory, which any number of readers have open. */
function memoryLog() {
  const entries: Entry[] = [];
  const readers = new Set<(change: Change) => void>();
  const refuse = async (): Promise<never> => {
    throw new Error('unused');
  };
  const log = {
    entries,
    fails: false,
    get open() {
      return readers.size;
    },
    reads: 0,
    write(entry: Partial<Entry> = {}) {
      entries.push({
        seq: entries.length + 1,
        time: 0,
        context: 'worker',
        boot: 'b',
        scope: '/',
        ...entry,
      } as Entry);
      log.tell('grew');
    },
    tell(change: Change) {
      for (const listener of [...readers]) listener(change);
    },
    reader(): LogReader {
      return {
        async read({ after, limit = 1_000 }: ReadOptions = {}) {
          log.reads += 1;
          if (log.fails) throw new Error('no log');
          return after === undefined
            ? entries.slice(-limit)
            : entries.filter((entry) => entry.seq > after).slice(0, limit);
        },
        clear: async () => entries.splice(0).length,
        recording: refuse,
        setRecording: async () => {},
        usage: async () => ({ entries: entries.length, bytes: 0, dropped: 0, oldest: undefined }),
        onChange(listener) {
          readers.add(listener);
          return () => readers.delete(listener);
        },
        abort: () => readers.clear(),
        close: () => readers.clear(),
      };
    },
  };
  return log;
}

function fakeLink() {
  const listeners = new Set<(state: RelayState) => void>();
  const fake = {
    state: 'connecting' as RelayState,
    looks: [] as (string | undefined)[],
    boots: ['b'],
    answer: undefined as readonly Entry[] | undefined,
    become(state: RelayState): void {
      fake.state = state;
      for (const listener of listeners) listener(state);
    },
    onState(listener: (state: RelayState) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async look(scope?: string): Promise<void> {
      fake.looks.push(scope);
    },
    ask: (async (): Promise<unknown> => fake.answer) as Link['ask'],
    alive: async (): Promise<Set<string>> => new Set(fake.boots),
    close(state?: RelayState): void {
      if (state) fake.become(state);
    },
  };
  return fake;
}

function setUp(more: Partial<LogClientParts> = {}) {
  const log = memoryLog();
  const link = fakeLink();
  const errors: unknown[] = [];
  let show = (_shown: boolean): void => {};
  let missed = (): void => {};
  let appear = (): void => {};
  const client = logClientOf({
    log: log.reader(),
    link,
    onShown_: (listener) => {
      show = listener;
      return () => {};
    },
    onMayHaveMissed_: (listener) => {
      missed = listener;
      return () => {};
    },
    onNewWorker_: (listener) => {
      appear = listener;
      return () => {};
    },
    now: () => 0,
    onError: (error) => errors.push(error),
    wake: true,
    ...more,
  });
  return {
    log,
    link,
    client,
    errors,
    show: (shown: boolean) => show(shown),
    missed: () => missed(),
    appear: () => appear(),
  };
}

describe('the client of the log', () => {
  it('follows the log without any worker', async () => {
    const { log, link, client } = setUp();
    link.become('no-worker');
    const got: number[] = [];
    client.subscribe((batch) => got.push(...batch.map((entry) => entry.seq)), { after: 0 });
    log.write({ context: 'page' });
    log.write({ context: 'page' });
    await settle();
    expect(got).toEqual([1, 2]);
  });

  it('reads through a connected worker, and by itself when that does not answer', async () => {
    const { log, link, client } = setUp();
    log.write();
    link.become('connected');
    link.answer = [{ seq: 41 } as Entry];
    expect(await client.read({ after: 0 })).toEqual([{ seq: 41 }]);
    link.answer = undefined;
    expect((await client.read({ after: 0 })).map((entry) => entry.seq)).toEqual([1]);
  });

  it('reads what was written and not signalled when the worker is found dead, or when time has passed', async () => {
    const { log, link, client, missed } = setUp();
    const got: number[] = [];
    client.subscribe((batch) => got.push(...batch.map((entry) => entry.seq)), { after: 0 });
    await settle();
    log.entries.push({ seq: 1, time: 0 } as Entry);
    link.become('asleep');
    await settle();
    expect(got).toEqual([1]);
    log.entries.push({ seq: 2, time: 0 } as Entry);
    missed();
    await settle();
    expect(got).toEqual([1, 2]);
  });

  it('shakes hands once when it starts, and again only with a worker that gives a sign of life', async () => {
    const { log, link } = setUp();
    expect(link.looks).toEqual([undefined]);
    link.become('asleep');
    log.write({ context: 'page' });
    log.write({ boot: 'dead', scope: '/' });
    await settle();
    expect(link.looks).toHaveLength(1);
    log.write({ boot: 'b', scope: '/' });
    await settle();
    log.write({ boot: 'b', scope: '/' });
    await settle();
    expect(link.looks).toEqual([undefined, '/']);
  });

  it('wakes nobody with `wake: false`', async () => {
    const { link, client } = setUp({ wake: false });
    await settle();
    expect(link.looks).toEqual([]);
    expect(client.state).toBe('asleep');
  });

  it('shakes hands with a worker that is not there yet when it comes, but wakes none by that', async () => {
    const { link, appear } = setUp();
    appear();
    link.become('asleep');
    appear();
    expect(link.looks).toEqual([undefined]);
    for (const state of ['no-worker', 'no-plugin', 'connected'] as const) {
      link.become(state);
      appear();
    }
    expect(link.looks).toHaveLength(4);
  });

  it('finds a worker that runs anyway with `wake: false`', async () => {
    const log = memoryLog();
    log.write();
    const { link } = setUp({ wake: false, log: log.reader() });
    await settle();
    expect(link.looks).toEqual(['/']);
  });

  it('finds a worker that had no lock yet when it wrote, when time has passed', async () => {
    const { log, link, missed } = setUp();
    link.become('asleep');
    link.boots = [];
    log.write({ boot: 'b', scope: '/' });
    await settle();
    expect(link.looks).toEqual([undefined]);
    link.boots = ['b'];
    missed();
    await settle();
    expect(link.looks).toEqual([undefined, '/']);
  });

  it('holds nothing open while the page is put aside, and catches up when it is back', async () => {
    const { log, link, client, show } = setUp();
    log.write();
    link.become('connected');
    const got: number[] = [];
    client.subscribe((batch) => got.push(...batch.map((entry) => entry.seq)), { after: 0 });
    await settle();
    show(false);
    expect(log.open).toBe(0);
    expect(client.state).toBe('asleep');
    log.write();
    await settle();
    expect(got).toEqual([1]);
    expect(link.looks).toEqual([undefined]);
    show(true);
    await settle();
    expect(got).toEqual([1, 2]);
    expect(link.looks).toEqual([undefined, '/']);
  });

  it('asks the browser for nothing while the page is put aside, or it would be evicted from the cache', async () => {
    const { log, client, show, missed } = setUp();
    client.subscribe(() => {}, { after: 0 });
    await settle();
    show(false);
    const { reads } = log;
    missed();
    await settle();
    expect(log.reads).toBe(reads);
  });

  it('does not wake a worker that died while the page was put aside', async () => {
    const { log, link, show } = setUp();
    log.write();
    link.boots = [];
    show(false);
    show(true);
    await settle();
    expect(link.looks).toEqual([undefined]);
  });

  it('says that there is no log', async () => {
    const log = memoryLog();
    log.fails = true;
    const { client } = setUp({ log: log.reader() });
    await settle();
    expect(client.state).toBe('no-log');
    await expect(client.read()).rejects.toThrow('no log');
  });

  it('tells that entries were removed', async () => {
    const { log, client } = setUp();
    let cleared = 0;
    client.onClear(() => {
      cleared += 1;
    });
    log.tell('grew');
    log.tell('cleared');
    expect(cleared).toBe(1);
  });

  it('keeps its listeners apart: one that throws costs the others nothing', async () => {
    const { log, link, client, errors } = setUp();
    const fail = () => {
      throw new Error('host');
    };
    const states: RelayState[] = [];
    const got: number[] = [];
    client.onState(fail);
    client.onState((state) => states.push(state));
    client.onClear(fail);
    client.subscribe(fail, { after: 0 });
    client.subscribe((batch) => got.push(batch.length), { after: 0 });
    log.write();
    log.tell('cleared');
    link.become('no-plugin');
    await settle();
    expect(states).toEqual(['no-plugin']);
    expect(got).toEqual([1]);
    expect(errors).toHaveLength(3);
  });

  it('is quiet after it was closed', async () => {
    const { log, client } = setUp();
    const got: unknown[] = [];
    client.subscribe((batch) => got.push(batch), { after: 0 });
    client.close();
    log.write();
    await settle();
    expect(got).toEqual([]);
    expect(log.open).toBe(0);
  });
});
