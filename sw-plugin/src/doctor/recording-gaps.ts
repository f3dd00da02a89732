import { detailOf, text } from './detail-readers.ts';
import type { History } from './history.ts';

interface Gaps {
  /** Ascending. */
  readonly from: readonly number[];
  /** The latest end of this gap and all before it. */
  readonly to: readonly number[];
}

const known = new WeakMap<History, Gaps>();

/**
 * May something have happened in `[from, to]` that the log does not hold: because a recording was off, or because
 * entries were dropped? Asked by rules for which the absence of an entry is the proof.
 */
export function mayBeUnrecorded(history: History, from: number, to: number): boolean {
  let gaps = known.get(history);
  if (!gaps) {
    gaps = readGaps(history);
    known.set(history, gaps);
  }
  let low = 0;
  let high = gaps.from.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((gaps.from[middle] as number) <= to) low = middle + 1;
    else high = middle;
  }
  return low > 0 && (gaps.to[low - 1] as number) >= from;
}

function readGaps(history: History): Gaps {
  const gaps: [from: number, to: number][] = history.named('Entries dropped').map(({ time }) => [time, time]);
  const open = new Map<string, [from: number, to: number]>();
  const steps = [...history.named('Recording stopped', 'Recording started')].sort((a, b) => a.time - b.time);
  for (const entry of steps) {
    const service = text(detailOf(entry).service) ?? entry.service;
    const gap = open.get(service);
    if (entry.event === 'Recording started') {
      if (gap) gap[1] = entry.time;
      open.delete(service);
    } else if (!gap) {
      const next: [number, number] = [entry.time, Number.POSITIVE_INFINITY];
      open.set(service, next);
      gaps.push(next);
    }
  }
  gaps.sort((a, b) => a[0] - b[0]);
  let latest = Number.NEGATIVE_INFINITY;
  const to = gaps.map((gap) => {
    latest = Math.max(latest, gap[1]);
    return latest;
  });
  return { from: gaps.map((gap) => gap[0]), to };
}
