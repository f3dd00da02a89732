import type { Entry, ReadOptions } from '@offstage/sw-plugin/log';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { follow } from './follow.ts';

const at = (seq: number, time = seq): Entry => ({ seq, time, id: `${seq}` }) as Entry;

/** A log in memory whose reads take a random number of turns. */
function memoryLog(entries: Entry[] = []) {
  const log = {
    entries,
    underWay: 0,
    most: 0,
    fail: false,
    async read({ after, limit = 1_000 }: ReadOptions): Promise<readonly Entry[]> {
      log.most = Math.max(log.most, ++log.underWay);
      const answer =
        after === undefined
          ? log.entries.slice(-limit)
          : log.entries.filter((entry) => entry.seq > after).slice(0, limit);
      for (let turns = Math.random() * 4; turns > 0; turns--) await Promise.resolve();
      log.underWay -= 1;
      if (log.fail) throw new Error('no log');
      return answer;
    },
  };
  return log;
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
const parts = (log: ReturnType<typeof memoryLog>, now = () => 0) => ({
  read: log.read,
  now,
  onError: () => {},
});

describe('follow', () => {
  it('delivers every entry once and in order, whenever it is poked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 3 }), { maxLength: 30 }), async (steps) => {
        const log = memoryLog();
        const got: number[] = [];
        const follower = follow((batch) => got.push(...batch.map((entry) => entry.seq)), {
          ...parts(log),
          after: 0,
        });
        for (const step of steps) {
          for (let count = 0; count < step; count++) log.entries.push(at(log.entries.length + 1));
          follower.poke();
          if (step === 0) await Promise.resolve();
        }
        await settle();
        follower.stop();
        expect(got).toEqual(log.entries.map((entry) => entry.seq));
        expect(log.most).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });

  it('starts from now on, and includes what is written while it is starting', async () => {
    const log = memoryLog([at(1, 10), at(2, 20)]);
    const got: number[] = [];
    follow(
      (batch) => got.push(...batch.map((entry) => entry.seq)),
      parts(log, () => 100),
    );
    log.entries.push(at(3, 101));
    await settle();
    expect(got).toEqual([3]);
  });

  it('reads a long log in batches', async () => {
    const log = memoryLog(Array.from({ length: 2_500 }, (_, index) => at(index + 1)));
    const sizes: number[] = [];
    follow((batch) => sizes.push(batch.length), { ...parts(log), after: 0 });
    await settle();
    expect(sizes).toEqual([1_000, 1_000, 500]);
  });

  it('goes on after a listener that throws, and reports it', async () => {
    const log = memoryLog([at(1)]);
    const errors: unknown[] = [];
    const follower = follow(
      () => {
        throw new Error('host');
      },
      { ...parts(log), onError: (error) => errors.push(error), after: 0 },
    );
    await settle();
    log.entries.push(at(2));
    follower.poke();
    await settle();
    expect(errors).toHaveLength(2);
  });

  it('starts over from the same place after a read that failed', async () => {
    const log = memoryLog([at(1)]);
    const got: number[] = [];
    log.fail = true;
    const follower = follow((batch) => got.push(...batch.map((entry) => entry.seq)), {
      ...parts(log),
      after: 0,
    });
    await settle();
    expect(got).toEqual([]);
    log.fail = false;
    follower.poke();
    await settle();
    expect(got).toEqual([1]);
  });

  it('notices that the log was deleted and made anew', async () => {
    let now = 1_000;
    const log = memoryLog([at(1, 900), at(2, 950)]);
    const got: number[] = [];
    const follower = follow((batch) => got.push(...batch.map((entry) => entry.time)), {
      ...parts(log, () => now),
      after: 0,
    });
    await settle();
    now = 60_000;
    log.entries = [at(1, 59_000)];
    follower.poke();
    await settle();
    expect(got).toEqual([900, 950, 59_000]);
  });

  it('does not take a clear for a new log', async () => {
    const log = memoryLog([at(1, 10), at(2, 20), at(3, 30)]);
    const got: number[] = [];
    const follower = follow((batch) => got.push(...batch.map((entry) => entry.seq)), {
      ...parts(log, () => 40),
      after: 0,
    });
    await settle();
    log.entries = [at(1, 10)];
    follower.poke();
    await settle();
    expect(got).toEqual([1, 2, 3]);
  });

  it('says nothing more after it was stopped', async () => {
    const log = memoryLog([at(1)]);
    const got: unknown[] = [];
    follow((batch) => got.push(batch), { ...parts(log), after: 0 }).stop();
    await settle();
    expect(got).toEqual([]);
  });
});
