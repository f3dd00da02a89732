import { detailOf, metadataOf } from './detail-readers.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/** Did the browser say that it makes no further attempt at this sync? */
export function isLastChance({ opening_: opening, closing_: closing }: TracedLifetime): boolean {
  const { lastChance = detailOf(closing).lastChance } = detailOf(opening);
  return lastChance === true || metadataOf(opening, 'Last Chance') === 'Yes';
}
