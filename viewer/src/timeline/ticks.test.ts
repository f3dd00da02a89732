import { expect, test } from 'vitest';
import { timeTicks } from './ticks.ts';

test('no two ticks of one axis have the same label, whatever it covers', () => {
  const from = Date.UTC(2026, 10, 25, 7);
  for (const hours of [0.001, 0.1, 1, 6, 20, 30, 60, 90, 200, 900]) {
    const labels = timeTicks(from, from + hours * 3_600_000, 8).map(({ label }) => label);
    expect([hours, new Set(labels).size]).toEqual([hours, labels.length]);
  }
});
