import type { History } from './history.ts';
import { latestBefore } from './latest-before.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/** So many events before it are looked at: more are not open at once. */
const LATEST = 8;

/** Was another event of this kind being handled by the same worker at the same time? */
export function overlaps(event: TracedLifetime, history: History): boolean {
  const events = history.boots_.get(event.boot)?.events_ ?? [];
  const { start, end = start } = event;
  const from = Math.max(0, latestBefore(events, start) - LATEST);
  for (let i = from; i < events.length; i++) {
    const other = events[i] as TracedLifetime;
    if (other.start > end) return false;
    if (other !== event && other.kind === event.kind && (other.end ?? Number.POSITIVE_INFINITY) >= start)
      return true;
  }
  return false;
}
