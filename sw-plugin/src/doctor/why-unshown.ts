import { clip } from './clip.ts';
import { detailOf, errorIn, errorOf, extensionsOf } from './detail-readers.ts';
import { gaveFunction } from './gave-function.ts';
import { meaningOf } from './refusals.ts';
import { refusedCalls, sayRefusal } from './refused-calls.ts';
import { sayError } from './say-error.ts';
import { SIGN } from './sign.ts';
import type { TracedLifetime } from './traced-lifetime.ts';
import { wasStopped } from './was-stopped.ts';

/** Why a push showed no notification, as far as the log shows it. */
export interface Reason {
  /** Equal for the same reason. */
  readonly key: string;
  /** Asked once per finding. */
  readonly words_: () => { readonly cause: string; readonly fix: string };
}

export const SHOW_ALWAYS =
  'Pass the promise of registration.showNotification() to event.waitUntil() on every path of the push handler, also when something in it fails.';

/** Calls of a handler that would have shown something. */
export const SHOWS: readonly string[] = ['showNotification()', 'new Notification()'];

/** Undefined where the handler just never called showNotification(). */
export function whyUnshown(push: TracedLifetime): Reason | undefined {
  if (push.signs_ & SIGN.given)
    return { key: 'function', words_: () => sayFunction(gaveFunction(push) ?? 'waitUntil') };
  const refused = push.fruitful_ ? refusedCalls(push).find(({ kind }) => SHOWS.includes(kind)) : undefined;
  if (refused) return sayRefused(refused, push);
  if (wasStopped(push)) return STOPPED;
  if (push.outcome === 'failed') return { key: 'failed', words_: () => sayFailed(push) };
  return isNoPromise(push) ? { key: NOTHING, words_: () => sayNothing(push) } : undefined;
}

/** The key of a reason that has no rule of its own. */
export const NOTHING = 'nothing';

/** `waitUntil(list.forEach(…))`, `waitUntil(work())` without a return: each time it was given something that is no promise. */
const isNoPromise = ({ closing_: closing, signs_: signs }: TracedLifetime): boolean =>
  (signs & SIGN.waited) !== 0 && extensionsOf(closing).every((one) => one.given !== undefined);

const sayNothing = ({ closing_: closing }: TracedLifetime): ReturnType<Reason['words_']> => ({
  cause: `event.waitUntil() was given a value of type ${clip(`${extensionsOf(closing)[0]?.given}`, 20)}, not a promise, so the event was over before anything was shown: forEach(), setTimeout() and a function without return give none.`,
  fix: 'Return the promise; Promise.all(list.map(…)) in place of forEach().',
});

/** What it means that `waitUntil()` or `respondWith()` was given a function. */
export const sayFunction = (method: string): ReturnType<Reason['words_']> => ({
  cause: `event.${method}() was given a function, not a promise, and nothing ever called it: the event was over at once, and what is in the function never runs.`,
  fix: `Call it: event.${method}((async () => { … })()), with the pair of parentheses at the end.`,
});

/** Where the log says that nothing was given to waitUntil(), no handler has seen how a call ended. */
const waited = ({ closing_: closing }: TracedLifetime): boolean => detailOf(closing).extensions?.length !== 0;

function sayRefused(refused: TracedLifetime, push: TracedLifetime): Reason {
  const error = errorOf(refused.closing_);
  return {
    key: `refused ${error?.name} ${error?.message}`,
    words_: () => ({
      cause: sayRefusal(
        refused,
        push.outcome === 'failed'
          ? ''
          : `, and ${waited(push) ? 'the handler caught it' : 'nothing waited for it'}`,
      ),
      fix: meaningOf(refused.kind, error).fix,
    }),
  };
}

const STOPPED: Reason = {
  key: 'stopped',
  words_: () => ({
    cause:
      'A push listener stopped the event (stopImmediatePropagation()) and showed nothing, so the listeners behind it did not run.',
    fix: 'Let the first listener stop only the pushes that it shows, or add yours before it.',
  }),
};

function sayFailed({ closing_: closing }: TracedLifetime): ReturnType<Reason['words_']> {
  const rejected = extensionsOf(closing).find(({ state }) => state === 'rejected');
  return {
    cause: `The handler failed before it showed a notification, with ${sayError(errorOf(closing) ?? errorIn(rejected?.error))}.`,
    fix: SHOW_ALWAYS,
  };
}
