import { expect, it, vi } from 'vitest';
import { evictBlockers } from './evict-blockers.ts';

it('sends a message to every open channel of the log, and does without channels', async () => {
  const cached = new BroadcastChannel('offstage');
  const message = new Promise((resolve) => {
    cached.onmessage = (event) => resolve((event as MessageEvent).data);
  });
  evictBlockers();
  expect(await message).toBe('grew');
  cached.close();
  vi.stubGlobal('BroadcastChannel', undefined);
  expect(evictBlockers).not.toThrow();
  vi.unstubAllGlobals();
});
