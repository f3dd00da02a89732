import type { NewEntry } from '../log/index.ts';

/** An entry that was refused by itself: who is to blame, it or the server, is not known yet. */
export interface Doubt {
  readonly seq: number;
  /** So often it was refused between two posts that were taken, and no other was refused meanwhile. */
  readonly strikes: number;
  /** Not to be tried before, epoch milliseconds. */
  readonly due: number;
}

/** What is in doubt, as the cursor keeps it. */
export interface Doubts {
  /** Entries before the cursor, to be tried again. @since 0.2.0 */
  readonly doubts?: readonly Doubt[] | undefined;
  /** What stands for entries that are missing, and has not been taken yet. @since 0.2.0 */
  readonly gaps?: readonly NewEntry[] | undefined;
  /** Of the first of the gaps. @since 0.2.0 */
  readonly gapDoubt?: Omit<Doubt, 'seq'> | undefined;
}

/** An entry is to blame when it was refused at so many separate times. */
const STRIKES = 7;
/** Where more are in doubt, the oldest are given up. */
export const MOST_DOUBTS = 200;
/** Milliseconds from one time to the next: three times as long after each strike. */
const PAUSE = 1_000;
const DAY = 86_400_000;

/** At one time it is tried once or several times, by chance: a server that takes every other post is to be found out. */
export const isLastTry = (): boolean => Math.random() < 0.4;

export const nextTry = (now: number, strikes: number): number =>
  now + PAUSE * 3 ** strikes * (0.5 + Math.random() / 2);

/** One that is due later than in a day was written by another clock. */
export const isDue = ({ due }: Pick<Doubt, 'due'>, now: number): boolean => due <= now || due > now + DAY;

/** One more strike; null: it is to blame. */
export const struck = <D extends Omit<Doubt, 'seq'>>(doubt: D): D | null =>
  doubt.strikes + 1 < STRIKES ? { ...doubt, strikes: doubt.strikes + 1 } : null;

/** Others are refused, too, or what had been refused was taken: it may be the server, and nobody's strikes count. */
export const acquitted = ({ doubts, gapDoubt }: Doubts): Doubts => ({
  doubts: doubts?.map((doubt) => ({ ...doubt, strikes: 0 })),
  gapDoubt: gapDoubt && { ...gapDoubt, strikes: 0 },
});

/** What is left of the gaps when so many of them were taken; or when they were `refused`, and what went without them was not. */
export function gapsAfter(
  { gaps = [], gapDoubt }: Doubts,
  taken: number,
  refused: boolean,
  now: number,
): Pick<Doubts, 'gaps' | 'gapDoubt'> {
  const doubt = refused
    ? struck({ strikes: 0, ...gapDoubt, due: nextTry(now, gapDoubt?.strikes ?? 0) })
    : null;
  if (doubt) return { gaps, gapDoubt: doubt };
  const left = gaps.slice(refused ? 1 : taken);
  return left.length
    ? { gaps: left, gapDoubt: refused || taken ? undefined : gapDoubt }
    : { gaps: undefined, gapDoubt: undefined };
}
