import type { NewEntry } from './entry.ts';

let count = 0;

/** A complete entry for tests; what matters is given. */
export function newEntry(given: Partial<NewEntry> = {}): NewEntry {
  count += 1;
  return {
    id: `test-${count}`,
    time: Date.now(),
    service: 'pushMessaging',
    event: 'Push event dispatched',
    instanceId: '',
    metadata: {},
    detail: {},
    context: 'worker',
    boot: 'test',
    origin: 'https://example.com/',
    storageKey: 'https://example.com/',
    scope: 'https://example.com/',
    scriptURL: 'https://example.com/sw.js',
    trusted: true,
    ...given,
  };
}
