import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createLedger, type LedgerEngine } from './create-ledger.ts';
import { makeSend } from './ledger.fixture.ts';

/** An engine with so many steps to go; what it adds waits for `write()`. */
function makeEngine(steps: number) {
  const done: string[] = [];
  let write = (): void => {};
  const engine = {
    closed: () => false,
    addSends: (sends) =>
      new Promise((resolve) => {
        write = () => {
          done.push('added');
          resolve(sends.map(() => true));
        };
      }),
    begin: async () => 1,
    async step() {
      await delay(20);
      done.push('step');
      return --steps > 0;
    },
  } satisfies Partial<LedgerEngine>;
  return { engine: engine as unknown as LedgerEngine, done, write: () => write() };
}

test('while there are sends to write, joining has the smaller part of the time; the rest is done without them', async () => {
  const { engine, done, write } = makeEngine(40);
  const ledger = createLedger(engine);
  const added = ledger.add([makeSend({})]);
  const followed = ledger.follow();
  await delay(400);
  // Of 400 ms steps of 20 have a fifth.
  const beside = done.length;
  expect(beside).toBeGreaterThan(0);
  expect(beside).toBeLessThan(8);
  write();
  await added;
  await followed;
  expect(done.filter((what) => what === 'step')).toHaveLength(40);
});
