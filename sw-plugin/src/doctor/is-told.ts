import { errorIn, errorOf, extensionsOf } from './detail-readers.ts';
import type { History } from './history.ts';
import { isProgrammingError } from './is-programming-error.ts';
import { isUnshown } from './is-unshown.ts';
import { sameError } from './same-error.ts';
import type { TracedLifetime } from './traced-lifetime.ts';
import { SHOWS } from './why-unshown.ts';

/** Is a refused call told by the rule about what it led to: the push that showed nothing (D1), the event that failed with it (D6, D7)? */
export function isTold(call: TracedLifetime, history: History): boolean {
  const event = call.above_;
  if (!event?.dispatched_) return false;
  if (SHOWS.includes(call.kind) && isUnshown(event, history)) return true;
  const error = errorOf(call.closing_);
  // Of a sync that asks for another attempt nothing grave is said.
  if (event.kind === 'sync' && !isProgrammingError(error)) return false;
  const failures = [
    errorOf(event.closing_),
    ...extensionsOf(event.closing_).map((extension) => errorIn(extension.error)),
  ];
  return failures.some((one) => sameError(one, error));
}
