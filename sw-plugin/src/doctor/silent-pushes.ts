import type { Entry } from '../log/entry.ts';
import { between } from './between.ts';
import { detailOf, number } from './detail-readers.ts';
import type { Engine } from './engine.ts';
import type { History } from './history.ts';
import { payloadText } from './payload-text.ts';
import { perLog } from './per-log.ts';
import { SIGN } from './sign.ts';
import type { TracedLifetime } from './traced-lifetime.ts';
import { visibleClients } from './visible-clients.ts';
import { type Reason, whyUnshown } from './why-unshown.ts';

/** A push that certainly ended without a notification. */
export interface SilentPush {
  readonly push: TracedLifetime;
  readonly engine: Engine | undefined;
  /** Windows of the site that were visible then; undefined when it is not known. */
  readonly visible_: number | undefined;
  /** Undefined where the handler just never called showNotification(). */
  readonly why_: Reason | undefined;
}

/**
 * Returns what there is to say of a lifetime as a silent push; undefined for what is none. Several rules ask for the same
 * one in turn, so the last answer is kept, and none of the others: there can be hundreds of thousands.
 */
export const silentPushes: (history: History) => (push: TracedLifetime) => SilentPush | undefined = perLog(
  (history) => {
    let asked: TracedLifetime | undefined;
    let answer: SilentPush | undefined;
    let unsure: readonly number[] | undefined;
    return (push) => {
      if (push === asked) return answer;
      asked = push;
      answer = undefined;
      if (!(push.signs_ & SIGN.unshown) || push.kind !== 'push' || !push.trusted) return answer;
      unsure ??= unsureShows(history);
      if (isSilent(push, unsure))
        answer = {
          push,
          engine: history.engineOf_(push.home_),
          visible_: visibleClients(push),
          why_: whyUnshown(push),
        };
      return answer;
    };
  },
);

function isSilent(push: TracedLifetime, unsure: readonly number[]): boolean {
  const { closing_: closing } = push;
  if (!closing || (number(detailOf(closing).shown) ?? 0) > 0) return false;
  const end = closing.time;
  if (push.fruitful_ && push.children_.some((child) => isInTime(child, end))) return false;
  return !between(unsure, push.start, end) && !isDeclarative(push.opening_ ?? closing);
}

/** A show that was called in time counts, also when the browser drew it after the end. */
const isInTime = ({ kind, start, outcome }: TracedLifetime, end: number): boolean =>
  kind === 'showNotification()' && start <= end && outcome !== 'failed';

/** Times of notifications that may belong to any push open at that moment: from a page, or with several lifetimes open. */
function unsureShows(history: History): readonly number[] {
  return history
    .calls_('showNotification()')
    .filter((show) => show.parent === undefined || show.parentGuess)
    .filter((show) => show.outcome !== 'failed')
    .map((show) => show.start);
}

/** With a declarative payload the browser shows the notification itself when the handler shows none. */
function isDeclarative(entry: Entry): boolean {
  if (detailOf(entry).declarative === true) return true;
  const json = payloadText(entry);
  // Looked for first, because it is in nearly no payload and asked of every one.
  return json?.includes('8030') === true && /"web_push"\s*:\s*8030\b/.test(json);
}
