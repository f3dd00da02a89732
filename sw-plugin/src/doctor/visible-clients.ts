import { detailOf, number } from './detail-readers.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/**
 * Windows of the site that were visible during a push; undefined when it is not known.
 * Counting them takes longer than a handler that does nothing, so the count may come after the end, in a line of its own.
 */
export function visibleClients(push: TracedLifetime): number | undefined {
  const told = number(detailOf(push.closing_).visibleClients);
  // Mostly it is there, or there is nothing else to look at.
  if (told !== undefined || !push.eventful_) return told;
  let generic = false;
  for (const entry of push.entries) {
    const counted = number(detailOf(entry).visibleClients);
    if (counted !== undefined) return counted;
    generic ||= entry.event === 'Generic notification shown';
  }
  // The recorder concludes it from there having been none.
  return generic ? 0 : undefined;
}
