import { type Moment, momentsOf } from './moments.ts';
import type { Sign, SignKind } from './sign.ts';

/** Milliseconds in which what a visit tells is written, in any order. */
const SAME_VISIT = 60_000;

/**
 * When the permission was seen to be gone, after it was there: at `since`, or at the first visit afterwards, since what was changed
 * while no page was open is seen only then. Doctor: D22, and D18's reason.
 */
export function withdrawnAt(signs: readonly Sign[], alive: number, since: number): Moment | undefined {
  const seen = (['permission', 'push-permission'] as const)
    .map((kind) => ofKind(signs, kind, alive, since))
    .filter((moment) => moment !== undefined);
  return seen.sort((a, b) => a.time - b.time)[0];
}

function ofKind(signs: readonly Sign[], kind: SignKind, alive: number, since: number): Moment | undefined {
  const states = momentsOf(signs, kind);
  const gone = states.find(({ time, sign }) => time > alive && sign.value !== 'granted');
  if (gone === undefined) return undefined;
  const granted = states.filter(({ time, sign }) => time < gone.time && sign.value === 'granted');
  if (granted.length === 0) return undefined;
  if (gone.time <= since) return gone;
  // It was still granted when the subscription was gone already, or nobody knows.
  const isSeenSince = momentsOf(signs, 'visit').some(
    ({ time }) => time > since && time < gone.time - SAME_VISIT,
  );
  return isSeenSince || granted.some(({ time }) => time > since) ? undefined : gone;
}
