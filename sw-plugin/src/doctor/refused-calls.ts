import type { LoggedError } from '../log/entry.ts';
import { errorOf } from './detail-readers.ts';
import { meaningOf } from './refusals.ts';
import type { Words } from './rule.ts';
import { sameError } from './same-error.ts';
import { sayError } from './say-error.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/** Calls in an event that the browser refused, in order of their start. */
export function refusedCalls(event: TracedLifetime): readonly TracedLifetime[] {
  if (!event.fruitful_) return [];
  return event.children_.filter(
    ({ outcome, dispatched_: dispatched }) => outcome === 'failed' && !dispatched,
  );
}

/** The call in an event that was refused with this very error. */
export function refusalBehind(
  event: TracedLifetime,
  error: LoggedError | undefined,
): TracedLifetime | undefined {
  return refusedCalls(event).find(({ closing_: closing }) => sameError(errorOf(closing), error));
}

/** `showNotification() was rejected with TypeError: … The permission …` */
export function sayRefusal({ kind, closing_: closing, parentGuess }: TracedLifetime, end = ''): string {
  const error = errorOf(closing);
  const verb = closing?.event.endsWith(' threw') ? 'threw' : 'was rejected with';
  const perhaps = parentGuess ? ', perhaps in this event' : '';
  return `${kind} ${verb} ${sayError(error)}${perhaps}${end}. ${meaningOf(kind, error).cause}`.trim();
}

/** What is said of a call that is a finding by itself. */
export const refusalWords = (call: TracedLifetime): Words => ({
  title: `${call.kind} was rejected`,
  cause: sayRefusal(call),
  fix: meaningOf(call.kind, errorOf(call.closing_)).fix,
});
