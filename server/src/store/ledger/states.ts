import { SHAPES, type ShapeOf } from '../../shapes.ts';

export type PushState = ShapeOf<'PushState'>;

/** By their places, which are what is stored. */
export const STATES: readonly PushState[] = SHAPES.PushState.slice(1) as readonly PushState[];

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
