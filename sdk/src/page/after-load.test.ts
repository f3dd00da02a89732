// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { afterLoad } from './after-load.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('runs once, when the page has loaded and had time for its own work, and not after its undo', () => {
  const run = vi.fn();
  const scope = Object.assign(new EventTarget(), {
    document: { readyState: 'loading' },
    setTimeout,
    clearTimeout,
  });
  afterLoad(scope as unknown as Window, run);
  const undo = afterLoad(scope as unknown as Window, () => run('undone'));
  vi.advanceTimersByTime(60_000);
  expect(run).not.toHaveBeenCalled();
  scope.dispatchEvent(new Event('load'));
  expect(run).not.toHaveBeenCalled();
  undo();
  vi.advanceTimersByTime(60_000);
  expect(run.mock.calls).toEqual([[]]);
});
