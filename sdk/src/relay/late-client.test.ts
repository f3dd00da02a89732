import type { Entry } from '@offstage/sw-plugin/log';
import { describe, expect, it } from 'vitest';
import type { RelayState } from '../log-client.ts';
import { lateClient } from './late-client.ts';
import type { LocalClient } from './log-client-of.ts';

const settle = () => new Promise((resolve) => setTimeout(resolve));
const entry = (seq: number, time = 0) => ({ seq, time }) as Entry;

/** The client that comes in the end. What was asked of it is in `asked`. */
function fakeClient() {
  const listeners = new Set<(state: RelayState) => void>();
  const asked: unknown[] = [];
  const answer = (name: string) => async (argument?: unknown) => {
    asked.push(argument === undefined ? name : [name, argument]);
    return name as never;
  };
  const undoable = (name: string) => (_listener: unknown, options?: { after?: unknown }) => {
    asked.push(options ? [name, options.after] : name);
    return () => asked.push(`undo ${name}`);
  };
  const client = {
    state: 'connecting' as RelayState,
    onState(listener: (state: RelayState) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    become(state: RelayState) {
      client.state = state;
      for (const listener of listeners) listener(state);
    },
    read: answer('read'),
    recording: answer('recording'),
    setRecording: answer('setRecording'),
    clear: answer('clear'),
    usage: answer('usage'),
    worker: answer('worker'),
    alive: answer('alive'),
    subscribe: undoable('subscribe'),
    onClear: undoable('onClear'),
    close: () => asked.push('close'),
  };
  return { client: client satisfies LocalClient, asked };
}

function setUp() {
  const { client, asked } = fakeClient();
  const log = {
    loads: 0,
    fails: false,
    /** Lets the code come. */
    arrive: () => {},
    newest: [] as Entry[],
    errors: [] as unknown[],
    client,
    asked,
  };
  const late = lateClient({
    async open() {
      log.loads += 1;
      await new Promise<void>((resolve) => {
        log.arrive = resolve;
      });
      if (log.fails) throw new TypeError('Failed to fetch');
      return client;
    },
    newest: async () => [...log.newest],
    now: () => 1_000,
    onError: (error) => log.errors.push(error),
  });
  return Object.assign(log, { late });
}

describe('a client that is loaded on its first use', () => {
  it.each([
    ['onState', (late) => late.onState(() => {})],
    ['subscribe', (late) => late.subscribe(() => {})],
    ['onClear', (late) => late.onClear(() => {})],
    ['read', (late) => late.read()],
    ['worker', (late) => late.worker()],
  ] satisfies [string, (late: ReturnType<typeof setUp>['late']) => unknown][])(
    'loads nothing before, and once: %s',
    async (_name, use) => {
      const log = setUp();
      await settle();
      expect(log.loads).toBe(0);
      use(log.late);
      use(log.late);
      expect(log.loads).toBe(1);
      log.arrive();
      await settle();
      use(log.late);
      expect(log.loads).toBe(1);
    },
  );

  it('passes every question on, with its arguments', async () => {
    const log = setUp();
    const { late } = log;
    const answers = Promise.all([
      late.read({ after: 3 }),
      late.recording(),
      late.setRecording('pushMessaging', true),
      late.clear('reporting'),
      late.usage(),
      late.worker(),
      late.alive(),
    ]);
    log.arrive();
    expect(await answers).toEqual(['read', 'recording', 'setRecording', 'clear', 'usage', 'worker', 'alive']);
    expect(log.asked).toEqual([
      ['read', { after: 3 }],
      'recording',
      ['setRecording', 'pushMessaging'],
      ['clear', 'reporting'],
      'usage',
      'worker',
      'alive',
    ]);
  });

  it('tells its states: connecting until it is known, then as they come', async () => {
    const log = setUp();
    const states: RelayState[] = [];
    log.late.onState((state) => states.push(state));
    const undo = log.late.onState(() => states.push('older-plugin'));
    undo();
    expect(log.late.state).toBe('connecting');
    log.client.state = 'asleep';
    log.arrive();
    await settle();
    expect(states).toEqual(['asleep']);
    log.client.become('connected');
    expect(states).toEqual(['asleep', 'connected']);
    expect(log.late.state).toBe('connected');
  });

  it('keeps a listener’s exception apart', async () => {
    const log = setUp();
    const states: RelayState[] = [];
    log.late.onState(() => {
      throw new Error('host');
    });
    log.late.onState((state) => states.push(state));
    log.arrive();
    await settle();
    log.client.become('no-worker');
    expect(states).toEqual(['no-worker']);
    expect(log.errors).toHaveLength(1);
  });
});

describe('a subscription before the client is there', () => {
  it('begins where the log ended at the moment of the call', async () => {
    const log = setUp();
    log.newest = [entry(6, 900), entry(7, 999)];
    log.late.subscribe(() => {});
    log.newest.push(entry(8, 1_001));
    log.arrive();
    await settle();
    const [[, after]] = log.asked as [[string, Promise<number>]];
    expect(await after).toBe(7);
  });

  it('begins where it says', async () => {
    const log = setUp();
    log.late.subscribe(() => {}, { after: 0 });
    log.arrive();
    await settle();
    expect(log.asked).toEqual([['subscribe', 0]]);
  });

  it('begins when the client is there, if the log could not be read at the call', async () => {
    const log = setUp();
    log.newest = undefined as never;
    log.late.subscribe(() => {});
    log.arrive();
    await settle();
    const [[, after]] = log.asked as [[string, Promise<number>]];
    expect(await after).toBeUndefined();
  });

  it('never begins when it is undone first, and ends when it is undone later', async () => {
    const log = setUp();
    log.late.subscribe(() => {}, { after: 0 })();
    const undo = log.late.onClear(() => {});
    log.arrive();
    await settle();
    expect(log.asked).toEqual(['onClear']);
    undo();
    expect(log.asked).toEqual(['onClear', 'undo onClear']);
  });

  it('leaves the place to the client once that is there', async () => {
    const log = setUp();
    log.late.onClear(() => {});
    log.arrive();
    await settle();
    log.late.subscribe(() => {})();
    expect(log.asked).toEqual(['onClear', ['subscribe', undefined], 'undo subscribe']);
  });
});

describe('reading the state', () => {
  it('asks nobody and loads nothing', () => {
    const log = setUp();
    expect([log.late.state, log.late.state, log.loads]).toEqual(['connecting', 'connecting', 0]);
  });
});

describe('code that cannot be loaded', () => {
  it('rejects with a code and the cause, says no-log, and is tried again with the next use', async () => {
    const log = setUp();
    const states: RelayState[] = [];
    log.late.onState((state) => states.push(state));
    log.late.subscribe(() => {}, { after: 0 });
    log.fails = true;
    const read = log.late.read();
    log.arrive();
    await expect(read).rejects.toMatchObject({
      code: 'LOG_UNAVAILABLE',
      cause: { message: 'Failed to fetch' },
    });
    expect(log.late.state).toBe('no-log');
    expect([log.late.state, log.loads]).toEqual(['no-log', 1]);

    log.fails = false;
    const again = log.late.read();
    expect(log.late.state).toBe('connecting');
    log.arrive();
    expect(await again).toBe('read');
    expect(log.asked).toEqual([['subscribe', 0], 'read']);
    expect(states).toEqual(['no-log', 'connecting']);
  });

  it('is no rejection where nobody waits, nor where the answer may be undefined', async () => {
    const log = setUp();
    const rejected: unknown[] = [];
    const onRejection = (reason: unknown) => rejected.push(reason);
    process.on('unhandledRejection', onRejection);
    log.fails = true;
    log.late.subscribe(() => {});
    log.late.onClear(() => {});
    const answers = Promise.all([log.late.worker(), log.late.alive()]);
    log.arrive();
    expect(await answers).toEqual([undefined, undefined]);
    await settle();
    process.off('unhandledRejection', onRejection);
    expect(rejected).toEqual([]);
  });
});

describe('closed', () => {
  it('loads nothing when it was never used', async () => {
    const log = setUp();
    log.late.close();
    await settle();
    expect(log.loads).toBe(0);
  });

  it('closes the client that comes afterwards, and hands no subscription on to it', async () => {
    const log = setUp();
    log.late.subscribe(() => {});
    log.late.close();
    log.arrive();
    await settle();
    expect(log.asked).toEqual(['close']);
  });

  it('closes the client that is there', async () => {
    const log = setUp();
    const read = log.late.read();
    log.arrive();
    await read;
    log.late.close();
    expect(log.asked).toEqual(['read', 'close']);
  });
});
