import { listenersOf } from './listeners-of.ts';
import { SIGN } from './sign.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/** Did a listener stop the event, so that listeners behind it did not run? */
export const wasStopped = (event: TracedLifetime): boolean =>
  (event.signs_ & SIGN.stopped) !== 0 && (listenersOf(event) ?? 0) > 1;
