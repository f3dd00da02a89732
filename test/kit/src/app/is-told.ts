import type { Lifetime } from '@offstage/sw-plugin/doctor';

/**
 * Whether the log has all of an event that has ended. That a push showed nothing is written a moment after its end, with how
 * many windows were visible.
 */
export function isTold({ type, opening, entries }: Lifetime): boolean {
  const showedNothing = entries.some(
    ({ event, detail }) => event === 'Push event completed' && detail.shown === 0,
  );
  return (
    type !== 'push' ||
    !showedNothing ||
    opening?.detail.declarative === true ||
    entries.some(({ event }) => event === 'No notification shown')
  );
}
