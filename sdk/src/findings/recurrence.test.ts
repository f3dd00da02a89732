import type { Entry } from '@offstage/sw-plugin/log';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { onFinding } from './on-finding.ts';

// The doctor's own rules: a push that throws every minute is one problem.
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function push(count: number): readonly Entry[] {
  const base = {
    service: 'pushMessaging',
    instanceId: '',
    metadata: {},
    context: 'worker',
    boot: 'b',
    origin: 'https://example.com/',
    storageKey: 'https://example.com/',
    scope: 'https://example.com/',
    scriptURL: 'https://example.com/sw.js',
    trusted: true,
    span: `b-${count}`,
  } as const;
  const error = { name: 'TypeError', message: 'x is not a function' };
  return [
    {
      ...base,
      seq: count * 2,
      id: `b-${count}`,
      time: count * 60_000,
      event: 'Push event dispatched',
      detail: { phase: 'start', type: 'push', listeners: 1 },
    },
    {
      ...base,
      seq: count * 2 + 1,
      id: `b-${count}e`,
      time: count * 60_000 + 5,
      event: 'Push event completed',
      detail: { phase: 'end', type: 'push', outcome: 'failed', threw: true, error, shown: 1, duration: 5 },
    },
  ];
}

it('tells a problem once, not at every recurrence', async () => {
  let write: (batch: readonly Entry[]) => void = () => {};
  const told: string[] = [];
  onFinding(
    {
      subscribe(listener) {
        write = listener;
        return () => {};
      },
      alive: async () => new Set(['b']),
    },
    ({ rule }) => told.push(rule),
  );
  for (let count = 1; count <= 10; count++) {
    write(push(count));
    await vi.advanceTimersByTimeAsync(1_000);
    await vi.dynamicImportSettled();
    await vi.advanceTimersByTimeAsync(59_000);
  }
  expect(told).toEqual(['D7']);
});
