import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useAnswer } from './use-answer.ts';

afterEach(cleanup);

/** A server that answers when it is told to. */
function slow() {
  const asked: { about: string; answer(value: string): Promise<void>; cancelled(): boolean }[] = [];
  const ask = (about: string) => (cancel: AbortSignal) =>
    new Promise<string>((resolve) => {
      asked.push({
        about,
        answer: (value) => act(async () => resolve(value)),
        cancelled: () => cancel.aborted,
      });
    });
  const shown = renderHook(({ about, round }) => useAnswer(ask(about), about, round), {
    initialProps: { about: 'all', round: 0 },
  });
  return { asked, ...shown };
}

test('a server that needs longer than a round is not asked twice at once, and its answer is taken', async () => {
  const { asked, rerender, result } = slow();
  for (const round of [1, 2, 3]) rerender({ about: 'all', round });
  expect(asked).toHaveLength(1);
  expect(result.current).toMatchObject({ value: undefined, settled: false });
  await asked[0]?.answer('seen');
  expect(result.current).toMatchObject({ value: 'seen', current: true, settled: true });
  rerender({ about: 'all', round: 4 });
  expect(asked).toHaveLength(2);
  expect(result.current).toMatchObject({ value: 'seen', current: true, settled: false });
});

test('what another question has overtaken is called off, and what it still answers is dropped', async () => {
  const { asked, rerender, result, unmount } = slow();
  await asked[0]?.answer('of all');
  rerender({ about: 'one', round: 0 });
  rerender({ about: 'two', round: 0 });
  expect(asked.map(({ cancelled }) => cancelled())).toEqual([false, true, false]);
  await asked[1]?.answer('of one');
  expect(result.current).toMatchObject({ value: 'of all', current: false });
  await asked[2]?.answer('of two');
  expect(result.current).toMatchObject({ value: 'of two', current: true });
  rerender({ about: 'three', round: 0 });
  unmount();
  expect(asked[3]?.cancelled()).toBe(true);
});
