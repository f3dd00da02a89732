import type { Entry } from '../log/entry.ts';
import { between } from './between.ts';
import { detailOf, number, record, text } from './detail-readers.ts';
import type { History } from './history.ts';
import { SIGN } from './sign.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

const known = new WeakMap<History, readonly TracedLifetime[]>();

/** Pushes that certainly ended without a notification, in order of their start. */
export function silentPushes(history: History): readonly TracedLifetime[] {
  let pushes = known.get(history);
  if (!pushes) {
    const candidates = history.withSign(SIGN.unshown).filter((push) => push.kind === 'push');
    const unsure = candidates.length > 0 ? unsureShows(history) : [];
    pushes = candidates.filter((push) => isSilent(push, unsure));
    known.set(history, pushes);
  }
  return pushes;
}

function isSilent(push: TracedLifetime, unsure: readonly number[]): boolean {
  const { closing } = push;
  if (!closing) return false;
  if ((number(detailOf(closing).shown) ?? 0) > 0) return false;
  const { start } = push;
  const end = closing.time;
  // A show that was called in time counts, also when the browser drew it after the end.
  for (const { kind, start, outcome } of push.children) {
    if (kind === 'showNotification()' && start <= end && outcome !== 'failed') return false;
  }
  return !between(unsure, start, end) && !isDeclarative(push.opening ?? closing);
}

/** Times of notifications that may belong to any push open at that moment: from a page, or with several lifetimes open. */
function unsureShows(history: History): readonly number[] {
  return history
    .calls('showNotification()')
    .filter((show) => show.outcome !== 'failed')
    .filter((show) => show.parent === undefined || show.parentGuess)
    .map((show) => show.start);
}

/** With a declarative payload the browser shows the notification itself when the handler shows none. */
function isDeclarative(entry: Entry): boolean {
  if (detailOf(entry).declarative === true) return true;
  const payload = text(record(detailOf(entry).payload)?.text);
  // Looked for first, because it is in nearly no payload and asked of every one.
  return payload?.includes('8030') === true && /"web_push"\s*:\s*8030\b/.test(payload);
}
