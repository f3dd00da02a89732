import { detailOf, extensionsOf, number, text } from '../detail-readers.ts';
import type { Rule } from '../rule.ts';
import { SIGN } from '../sign.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';

/** What is lost. A missing handler for any other event (`notificationclose`) is a matter of taste. */
const LOSSES: ReadonlyMap<string, string> = new Map([
  ['push', 'The message is lost, and counts as a silent push.'],
  ['sync', 'The browser counts it as done and will not ask again.'],
  ['periodicsync', 'Nothing is refreshed.'],
  ['paymentrequest', 'The payment fails.'],
  ['notificationclick', 'Clicking the notification does nothing.'],
]);

/** An event that was dispatched although no listener was there. */
export const noHandler: Rule = {
  id: 'D13',
  link: 'ServiceWorkerGlobalScope#events',
  find(history, found, each) {
    const late = new Set(
      history
        .named_('Listener added after start-up')
        .map((entry) => `${entry.boot} ${text(detailOf(entry).type)}`),
    );
    const blind = new Set(history.named_('Plugin loaded late').map(({ boot }) => boot));
    each(SIGN.unheard, (event) => {
      const loss = event.dispatched_ ? LOSSES.get(event.kind) : undefined;
      // None was seen: with the plugin loaded behind them (D46) that says nothing.
      if (
        loss === undefined ||
        blind.has(event.boot) ||
        wasHandled(event) ||
        late.has(`${event.boot} ${event.kind}`)
      )
        return;
      found({
        key: event.kind,
        proof_: event,
        words_: () => ({
          severity: event.kind === 'notificationclick' ? 'warning' : 'error',
          title: `The worker has no ${event.kind} listener`,
          cause: `A ${event.kind} event was dispatched to this worker and no listener was seen. ${loss}`,
          fix: `Add a ${event.kind} listener at the top level of the worker script; if it has one, load the plugin before it, and no other script for this scope.`,
        }),
      });
    });
  },
};

/** Traces of a handler that the recorder could not count, because it was added before the recorder was loaded. */
function wasHandled(event: TracedLifetime): boolean {
  return (
    extensionsOf(event.closing_).length > 0 ||
    (number(detailOf(event.closing_).shown) ?? 0) > 0 ||
    event.outcome === 'failed' ||
    event.children_.some((child) => child.start <= (event.end ?? child.start))
  );
}
