const UNITS = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1_000, 'second'],
] as const;

/** A duration as a person says it, in one unit: `3 minutes`. */
export function sayTime(ms: number): string {
  for (const [size, name] of UNITS) {
    if (ms < size) continue;
    const amount = Math.round(ms / size);
    return `${amount} ${name}${amount === 1 ? '' : 's'}`;
  }
  return `${Math.round(ms)} ms`;
}
