import { errorOf } from '../detail-readers.ts';
import { isKeyRefused } from '../is-key-refused.ts';
import { isNetworkFailure } from '../is-network-failure.ts';
import { isTold } from '../is-told.ts';
import { madeUpFor } from '../made-up-for.ts';
import { meaningOf } from '../refusals.ts';
import { sayRefusal } from '../refused-calls.ts';
import type { Rule } from '../rule.ts';
import { SIGN } from '../sign.ts';
import { SHOWS } from '../why-unshown.ts';

/** Calls whose refusals have a rule of their own: D27, D29, D30, D31, D34. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'sync.register()',
  'periodicSync.register()',
  'backgroundFetch.fetch()',
  'clients.openWindow()',
  'focus()',
  'register()',
]);

/** A call that the browser refused, whether or not the app caught the error and said so. */
export const callRefused: Rule = {
  id: 'D39',
  link: 'PushManager/subscribe#exceptions',
  find(history, found, each) {
    each(SIGN.failed, (call) => {
      const { kind, closing_: closing } = call;
      if (call.dispatched_ || ELSEWHERE.has(kind) || isKeyRefused(call, history)) return;
      const error = errorOf(closing);
      // A request of the browser's own (an update) that did not get through is the network's doing.
      if (kind !== 'pushManager.subscribe()' && isNetworkFailure(error)) return;
      if (isTold(call, history)) return;
      const meaning = meaningOf(kind, error);
      found({
        key: `${kind} ${error?.name} ${error?.message}`,
        proof_: call,
        words_: () => ({
          severity: madeUpFor(call, SHOWS.includes(kind) ? SHOWS : [kind])
            ? 'info'
            : (meaning.severity ?? 'error'),
          title: `${kind} ${closing?.event.endsWith(' threw') ? 'threw' : 'was rejected with'} ${error?.name ?? 'an error'}`,
          cause: sayRefusal(call),
          fix: meaning.fix,
        }),
      });
    });
  },
};
