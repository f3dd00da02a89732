import type { History } from './history.ts';
import type { TracedLifetime } from './traced-lifetime.ts';
import { wasBlind } from './watched-since.ts';

/** A call that has no answer after this time (ms), in a context that lives on, gets none. */
const LONG = 60_000;

/** Did the context of this call live on long enough without an answer? A page that was closed is no proof. */
export function neverSettled(call: TracedLifetime, history: History): boolean {
  if (!call.opening_ || call.closing_) return false;
  const seen = history.alive?.has(call.boot) ? history.now : (history.boots_.get(call.boot)?.last ?? 0);
  return seen - call.start > LONG && !wasBlind(history, call.service, call.start, seen);
}
