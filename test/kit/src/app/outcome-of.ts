import type { Lifetime } from '@offstage/sw-plugin/doctor';
import type { HappeningOutcome } from './happening.ts';

/** How an event ended: an event that nobody listened to did not go well. */
export function outcomeOf(event: Lifetime | undefined): HappeningOutcome {
  if (event === undefined) return 'missing';
  return event.opening?.detail.listeners === 0 ? 'unheard' : event.outcome;
}
