// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { holdAliveLock } from './hold-alive-lock.ts';

describe('holdAliveLock', () => {
  const held = new Set<string>();
  const locks = {
    async request(name: string, run: () => Promise<void>) {
      held.add(name);
      await run();
      held.delete(name);
    },
  } as unknown as LockManager;
  let visibility: string;
  const settle = () => vi.advanceTimersByTimeAsync(1);

  beforeEach(() => {
    vi.useFakeTimers();
    visibility = 'visible';
    vi.spyOn(document, 'visibilityState', 'get').mockImplementation(
      () => visibility as DocumentVisibilityState,
    );
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    held.clear();
  });

  function become(next: string) {
    visibility = next;
    document.dispatchEvent(new Event('visibilitychange'));
  }

  it('holds while the page is there, and lets go with its undo', async () => {
    const undo = holdAliveLock(window as never, locks, 'p');
    expect([...held]).toEqual(['offstage:p']);
    undo();
    await settle();
    expect(held.size).toBe(0);
  });

  it('lets go after a minute in the background, so that the browser may freeze the page', async () => {
    const undo = holdAliveLock(window as never, locks, 'p');
    become('hidden');
    await vi.advanceTimersByTimeAsync(59_000);
    expect(held.size).toBe(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(held.size).toBe(0);
    become('visible');
    expect(held.size).toBe(1);
    undo();
  });

  it('lets go on the way into the back/forward cache', async () => {
    const undo = holdAliveLock(window as never, locks, 'p');
    window.dispatchEvent(new Event('pagehide'));
    await settle();
    expect(held.size).toBe(0);
    window.dispatchEvent(new Event('pageshow'));
    expect(held.size).toBe(1);
    undo();
  });

  it('does without Web Locks', () => {
    expect(() => holdAliveLock(window as never, undefined, 'p')()).not.toThrow();
  });
});
