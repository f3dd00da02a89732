import type { Send } from './send.ts';

/** Seconds for which a push service keeps a push of which nothing was said: what `web-push` says, four weeks. */
const TTL = 2_419_200;
/** Milliseconds for the last delivery to arrive, and to be told of. */
const GRACE = 60_000;
/** Milliseconds that the clocks of sender and device may differ: as much as a device's is believed with. */
export const SLACK: number = 5 * 60_000;

/** Epoch millisecond from which on nobody delivers this push any more. */
export function endOf({ time, ttl = TTL }: Pick<Send, 'time' | 'ttl'>): number {
  return time + Math.max(0, ttl) * 1_000 + GRACE;
}
