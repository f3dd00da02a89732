import { detailOf, number } from './detail-readers.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/**
 * Windows of the site that were visible during a push; undefined when it is not known.
 * Counting them takes longer than a handler that does nothing, so the count may come after the end, in a line of its own.
 */
export function visibleClients({ entries }: TracedLifetime): number | undefined {
  for (const entry of entries) {
    const counted = number(detailOf(entry).visibleClients);
    if (counted !== undefined) return counted;
  }
  // The recorder concludes it from there having been none.
  return entries.some((entry) => entry.event === 'Generic notification shown') ? 0 : undefined;
}
