import { detailOf, number } from './detail-readers.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/**
 * Windows of the site that were visible during a push; undefined when it is not known.
 * Counting them takes longer than a handler that does nothing, so the count may come after the end, in a line of its own.
 */
export function visibleClients({ entries }: TracedLifetime): number | undefined {
  let generic = false;
  for (const entry of entries) {
    const counted = number(detailOf(entry).visibleClients);
    if (counted !== undefined) return counted;
    generic ||= entry.event === 'Generic notification shown';
  }
  // The recorder concludes it from there having been none.
  return generic ? 0 : undefined;
}
