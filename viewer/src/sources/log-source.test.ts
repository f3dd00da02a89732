import type { LogClient } from '@offstage/sdk';
import type { Entry, Removed } from '@offstage/sw-plugin/log';
import { expect, test } from 'vitest';
import { sampleLog } from '../samples/sample-log.ts';
import { logSource } from './log-source.ts';
import type { SourceState } from './source.ts';

const log = sampleLog({ count: 600 });

/** The SDK's client over a log in memory. */
function client(fail = false) {
  let cleared: (removed?: Removed) => void = () => {};
  let listener: ((batch: readonly Entry[]) => void) | undefined;
  const partial = {
    state: 'asleep',
    onState: () => () => {},
    onClear(call: typeof cleared) {
      cleared = call;
      return () => {};
    },
    subscribe(call: typeof listener) {
      listener = call;
      return () => {
        listener = undefined;
      };
    },
    async read({ before = Number.POSITIVE_INFINITY, limit = 1000 } = {}) {
      if (fail) throw new Error('broken');
      return log.filter(({ seq }) => seq < before).slice(-limit);
    },
  };
  return {
    client: partial as unknown as LogClient,
    clear: (removed?: Removed) => cleared(removed),
    add: (entry: Entry) => listener?.([entry]),
    follows: () => listener !== undefined,
  };
}

function open(of: LogClient) {
  const entries: Entry[] = [];
  const states: SourceState[] = [];
  const sizes: number[] = [];
  const stop = logSource(of).open({
    append: (batch) => sizes.push(entries.push(...batch)),
    prepend: (batch) => entries.unshift(...batch),
    reset: () => entries.splice(0),
    state: (state) => states.push(state),
  });
  return { entries, states, sizes, stop };
}

test('the newest are shown first, all of them in the end, and what comes', async () => {
  const log1 = client();
  const { entries, states, sizes, stop } = open(log1.client);
  await expect.poll(() => entries).toEqual(log);
  expect(sizes[0]).toBe(200);
  expect(states.at(-1)).toEqual({ phase: 'live', reason: 'asleep' });
  log1.add({ ...(log[0] as Entry), seq: 9999 });
  expect(entries.at(-1)?.seq).toBe(9999);
  stop();
  expect(log1.follows()).toBe(false);
});

test('after a clear everything is read again', async () => {
  const log1 = client();
  const { entries, sizes, stop } = open(log1.client);
  await expect.poll(() => entries).toHaveLength(log.length);
  log1.clear();
  await expect.poll(() => sizes).toEqual([200, 200]);
  await expect.poll(() => entries).toHaveLength(log.length);
  expect(new Set(entries.map(({ seq }) => seq)).size).toBe(log.length);
  stop();
});

test('what went at the old end takes its rows with it, and nothing is read again', async () => {
  const log1 = client();
  const trimmed: unknown[] = [];
  const sizes: number[] = [];
  const stop = logSource(log1.client).open({
    append: (batch) => sizes.push(batch.length),
    prepend: () => undefined,
    reset: () => undefined,
    trim: (...what) => trimmed.push(what),
    state: () => undefined,
  });
  await expect.poll(() => sizes).toEqual([200]);
  log1.clear({ below: 17 });
  log1.clear({ below: 20, service: 'reporting' });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(trimmed).toEqual([
    [17, undefined],
    [20, 'reporting'],
  ]);
  expect(sizes).toEqual([200]);
  stop();
});

test('a log that cannot be read says so', async () => {
  const { states, stop } = open(client(true).client);
  await expect.poll(() => states.at(-1)).toMatchObject({ phase: 'failed', reason: 'read-failed' });
  stop();
});
