import type { Boot } from './boot.ts';
import { latestBefore } from './latest-before.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/**
 * The event that is behind something that happened in a worker at `time`, after the event had ended: the only one that
 * ended in the last `within` ms. Undefined when there is none, or when it could be another one too.
 */
export function recentEvent(
  boot: Boot | undefined,
  time: number,
  within: number,
): TracedLifetime | undefined {
  const events = boot?.events_ ?? [];
  const index = latestBefore(events, time);
  const recent = (event: TracedLifetime | undefined): boolean =>
    event !== undefined && (event.end ?? Number.POSITIVE_INFINITY) >= time - within;
  const event = events[index];
  if (!event?.trusted || event.end === undefined || event.end >= time) return undefined;
  return recent(event) && !recent(events[index - 1]) ? event : undefined;
}
