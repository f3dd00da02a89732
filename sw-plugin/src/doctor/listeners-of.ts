import { detailOf, number } from './detail-readers.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/** How many listeners an event had, at its dispatch or, where that does not say it, at its end. */
export const listenersOf = ({ opening_: opening, closing_: closing }: TracedLifetime): number | undefined =>
  number(detailOf(opening).listeners) ?? number(detailOf(closing).listeners);
