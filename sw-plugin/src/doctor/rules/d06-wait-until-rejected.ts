import { errorIn, errorOf, extensionsOf } from '../detail-readers.ts';
import { isLastChance } from '../is-last-chance.ts';
import { isProgrammingError } from '../is-programming-error.ts';
import { meaningOf } from '../refusals.ts';
import { refusalBehind, sayRefusal } from '../refused-calls.ts';
import type { Rule } from '../rule.ts';
import { sayError } from '../say-error.ts';
import { sayEvent } from '../say-event.ts';
import { SIGN } from '../sign.ts';

/** What a rejection means, where it is more than that the promise was rejected. */
const MEANS: Readonly<Record<string, string>> = {
  sync: ' That is a programming error: trying again will not help.',
  install: ' The browser throws this version away; the one before, if any, goes on.',
};

/**
 * A promise given to `waitUntil()` or `respondWith()` that was rejected.
 *
 * For a sync event a rejection is how to ask for another attempt, so there only what looks like a bug is an error.
 */
export const waitUntilRejected: Rule = {
  id: 'D6',
  link: 'ExtendableEvent/waitUntil',
  find(_history, found, each) {
    each(SIGN.rejected, (event) => {
      if (!event.dispatched_) return;
      const rejected = extensionsOf(event.closing_).find((one) => one.state === 'rejected');
      if (!rejected) return;
      const error = errorIn(rejected.error) ?? errorOf(event.closing_);
      const method = rejected.method === 'respondWith' ? 'respondWith()' : 'waitUntil()';
      const retried = event.kind === 'sync' && !isProgrammingError(error);
      // A person who closes the wallet calls the payment off.
      const calledOff = method === 'respondWith()' && error?.name === 'AbortError';
      // At the last chance nobody tries again: D24.
      if (retried && isLastChance(event)) return;
      found({
        key: `${event.kind} ${method} ${error?.name} ${error?.message}`,
        proof_: event,
        words_: () => {
          const refused = refusalBehind(event, error);
          return {
            severity: retried || calledOff ? 'info' : 'error',
            title: `The promise that the ${sayEvent(event.kind)} gave to ${method} was rejected`,
            cause: refused
              ? `${sayRefusal(refused, ', and the handler did not catch it')}`
              : `It was rejected with ${sayError(error)}.${
                  retried
                    ? ' For a sync event that is the way to ask for another attempt.'
                    : (MEANS[event.kind] ?? '')
                }`,
            fix: retried
              ? 'Nothing, if the network was the reason.'
              : refused
                ? meaningOf(refused.kind, error).fix
                : 'Correct what caused it, and catch what the event can do without.',
          };
        },
      });
    });
  },
};
