import { afterEach, expect, it, vi } from 'vitest';
import { whileVisible } from './while-visible.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('calls now and then while the page is visible, until its undo', () => {
  vi.useFakeTimers();
  const document = { visibilityState: 'visible' };
  const listener = vi.fn();
  const undo = whileVisible({ document, setInterval, clearInterval } as unknown as Window, listener);
  vi.advanceTimersByTime(20_000);
  const calls = listener.mock.calls.length;
  expect(calls).toBeGreaterThan(1);
  document.visibilityState = 'hidden';
  vi.advanceTimersByTime(20_000);
  document.visibilityState = 'visible';
  undo();
  vi.advanceTimersByTime(20_000);
  expect(listener).toHaveBeenCalledTimes(calls);
});
