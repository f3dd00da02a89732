/**
 * What became of a push, in the order in which news of it may follow: it only ever moves to the right, those of one rank
 * beside each other. `refused` stands alone. Their places are stored, so that a new one goes to the end.
 */
export const STATES = [
  'accepted',
  'unknown',
  'expired',
  'replaced',
  'received',
  'silent',
  'failed',
  'shown',
  'clicked',
  'dismissed',
  'closed',
  'refused',
] as const;

export type PushState = (typeof STATES)[number];

/** How far a push has come; `refused` has come nowhere. */
export const RANKS: Readonly<Record<PushState, number>> = {
  refused: -1,
  accepted: 0,
  unknown: 1,
  expired: 2,
  replaced: 3,
  received: 4,
  silent: 5,
  failed: 5,
  shown: 5,
  clicked: 6,
  dismissed: 6,
  closed: 6,
};

/** As it is stored. */
export function codeOf(state: PushState): number {
  return STATES.indexOf(state);
}

/** In the counts beside the states: entries of devices that match no send. */
export const OUTSIDE: number = -1;
