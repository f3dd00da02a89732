import { detailOf, number } from './detail-readers.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/** Did a listener stop the event, so that listeners behind it did not run? */
export function wasStopped({ opening_: opening, closing_: closing }: TracedLifetime): boolean {
  const { stopped, listeners } = detailOf(closing);
  if (stopped !== true) return false;
  return (number(listeners) ?? number(detailOf(opening).listeners) ?? 0) > 1;
}
