import { errorIn, errorOf, extensionsOf } from './detail-readers.ts';
import { gaveFunction } from './gave-function.ts';
import { meaningOf } from './refusals.ts';
import { refusedCalls, sayRefusal } from './refused-calls.ts';
import { sayError } from './say-error.ts';
import type { TracedLifetime } from './traced-lifetime.ts';
import { wasStopped } from './was-stopped.ts';

/** Why a push showed no notification, as far as the log shows it. */
export interface Reason {
  /** Equal for the same reason. */
  readonly key: string;
  readonly cause: string;
  readonly fix: string;
}

export const SHOW_ALWAYS =
  'Pass the promise of registration.showNotification() to event.waitUntil() on every path of the push handler, also when something in it fails.';

/** Undefined where the handler just never called showNotification(). */
export function whyUnshown(push: TracedLifetime): Reason | undefined {
  const method = gaveFunction(push);
  if (method !== undefined) {
    return {
      key: 'function',
      cause: `event.${method}() was given a function, not a promise, and nothing ever called that function.`,
      fix: `Call it: event.${method}((async () => { … })()), with the pair of parentheses at the end.`,
    };
  }
  const refused = refusedCalls(push).find(({ kind }) => kind === 'showNotification()');
  if (refused) {
    const error = errorOf(refused.closing);
    return {
      key: `refused ${error?.name} ${error?.message}`,
      cause: sayRefusal(refused, push.outcome === 'failed' ? '' : ', and the handler caught it'),
      fix: meaningOf(refused.kind, error).fix,
    };
  }
  if (wasStopped(push)) {
    return {
      key: 'stopped',
      cause:
        'A push listener stopped the event (stopImmediatePropagation()), so the listeners behind it did not run, and showed nothing itself.',
      fix: 'Let the first listener stop only the pushes that it shows, or add yours before it.',
    };
  }
  if (push.outcome !== 'failed') return undefined;
  const rejected = extensionsOf(push.closing).find(({ state }) => state === 'rejected');
  return {
    key: 'failed',
    cause: `The handler failed before it showed a notification, with ${sayError(errorOf(push.closing) ?? errorIn(rejected?.error))}.`,
    fix: SHOW_ALWAYS,
  };
}
