import { detailOf, metadataOf, record, text } from './detail-readers.ts';
import { isShape } from './is-shape.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/** What a notification said, as one string that is equal for equal notifications, its title the first line. */
export function shownWords(show: TracedLifetime): string | undefined {
  const { kind, outcome, opening_: opening, closing_: closing } = show;
  if (kind !== 'showNotification()' || outcome !== 'ok' || !closing) return undefined;
  const notification = record(detailOf(opening).notification) ?? record(detailOf(closing).notification);
  const title = metadataOf(closing, 'Title') || text(notification?.title);
  // Of a stripped log only lengths are known, and equal lengths are no equal words.
  if (!title || isShape(title)) return undefined;
  return `${title}\n${metadataOf(closing, 'Body') ?? text(notification?.body) ?? ''}`;
}
