import type { Entry } from '../../log/entry.ts';
import { detailOf, errorOf, list } from '../detail-readers.ts';
import { isNetworkFailure } from '../is-network-failure.ts';
import { proofOf } from '../proof-of.ts';
import { recentEvent } from '../recent-event.ts';
import type { Rule } from '../rule.ts';
import { sayEvent } from '../say-event.ts';
import { SIGN } from '../sign.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';

/** An unhandled rejection this long (ms) after such an event is taken for that event's own. */
const SOON = 1_000;

/**
 * A handler that worked on after its event had ended.
 *
 * Proof is something that certainly happened because of the event and after its end: a handler that does all its
 * work synchronously needs no waitUntil(), and what a handler returned is not looked at.
 */
export const unwaitedWork: Rule = {
  id: 'D9',
  severity: 'warning',
  link: 'ExtendableEvent/waitUntil',
  find(history, found, each) {
    for (const rejection of history.named_('Unhandled rejection')) {
      if (rejection.context !== 'worker' || rejection.parentGuess) continue;
      // A request that was being answered may be behind it: the plugin does not listen to those.
      if (list(detailOf(rejection).unwatched).length > 0) continue;
      const event =
        rejection.parent === undefined
          ? recentEvent(history.boots_.get(rejection.boot), rejection.time, SOON)
          : history.span(rejection.parent);
      if (event && isUnwaited(event)) report(event, rejection);
    }
    each(SIGN.outlived, (event) => {
      if (!isUnwaited(event)) return;
      const call = event.children_.find((child) => isOwnCall(child, event))?.opening_;
      if (call) report(event, call);
    });

    function report(event: TracedLifetime, proof: Entry): void {
      found({
        key: event.kind,
        proof_: [...proofOf(event), proof],
        words_: () => ({
          // A timer's request fails like that, and nothing tells whose it was.
          severity: isNetworkFailure(errorOf(proof)) ? 'info' : 'warning',
          title: `The ${sayEvent(event.kind)}'s handler went on working after the event had ended`,
          cause:
            'The handler started asynchronous work and never called event.waitUntil(), so the browser may stop the worker at any moment.',
          fix: 'Wrap the body of the handler: event.waitUntil((async () => { … })()).',
        }),
      });
    }
  },
};

function isUnwaited(event: TracedLifetime): boolean {
  return event.dispatched_ && event.trusted && event.closing_ !== undefined && !(event.signs_ & SIGN.waited);
}

/** A late showNotification() of a push has a rule of its own (D3), and a click that came of it is the user's doing. */
function isOwnCall(child: TracedLifetime, event: TracedLifetime): boolean {
  if (child.dispatched_ || child.parentGuess || child.boot !== event.boot || child.start <= (event.end ?? 0))
    return false;
  return !(event.kind === 'push' && child.kind === 'showNotification()');
}
