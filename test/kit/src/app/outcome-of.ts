import type { Entry, Lifetime } from '@offstage/sw-plugin/doctor';
import type { HappeningOutcome } from './happening.ts';

/** How an event ended: an event that nobody listened to did not go well. */
export function outcomeOf(event: Lifetime | undefined): HappeningOutcome {
  if (event === undefined) return 'missing';
  return event.opening?.detail.listeners === 0 ? 'unheard' : event.outcome;
}

/** Where no worker keeps the log, nothing is known of what it did or did not do. */
export const isKnown = (log: readonly Entry[]): boolean => log.some(({ context }) => context === 'worker');
