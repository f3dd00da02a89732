import { expect, test } from 'vitest';
import { createTurn } from './turn.ts';

const busy = (time: number) => {
  for (const end = performance.now() + time; performance.now() < end; );
};

test('of all that want one there is one turn in each round of the event loop, and everybody gets theirs', async () => {
  let round = 0;
  let isOver = false;
  const count = () => {
    round++;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const rounds: number[] = [];
  const order: string[] = [];
  const work = async (name: string) => {
    const turn = createTurn(1);
    for (let piece = 0; piece < 4; piece++) {
      const passed = turn.passed();
      if (passed !== undefined) {
        await passed;
        rounds.push(round);
        order.push(name);
      }
      busy(1.1);
    }
  };
  await Promise.all(['a', 'b', 'c', 'd', 'e'].map(work));
  isOver = true;
  expect(rounds).toHaveLength(20);
  expect(new Set(rounds).size).toBe(20);
  expect(order.join('')).toBe('abcde'.repeat(4));
});

test('who is alone goes on at once while the turn lasts', async () => {
  const turn = createTurn(60_000);
  await turn.passed();
  expect(turn.passed()).toBe(undefined);
});
