// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { onShown } from './on-shown.ts';

it('tells each change once, whichever events announce it, until its undo', () => {
  const told: boolean[] = [];
  const undo = onShown(window as never, (shown) => told.push(shown));
  document.dispatchEvent(new Event('freeze'));
  window.dispatchEvent(new Event('pagehide'));
  document.dispatchEvent(new Event('resume'));
  window.dispatchEvent(new Event('pageshow'));
  window.dispatchEvent(new Event('pageshow'));
  expect(told).toEqual([false, true]);
  undo();
  window.dispatchEvent(new Event('pagehide'));
  expect(told).toEqual([false, true]);
});

it('tells it after the page’s own listeners, those that were added later too', () => {
  const told: unknown[] = [];
  const undo = onShown(window as never, (shown) => told.push(shown));
  const host = new AbortController();
  for (const capture of [false, true])
    window.addEventListener('pagehide', () => told.push('host'), { capture, signal: host.signal });
  window.dispatchEvent(new Event('pagehide'));
  window.dispatchEvent(new Event('pageshow'));
  expect(told).toEqual(['host', 'host', false, true]);
  undo();
  host.abort();
});
