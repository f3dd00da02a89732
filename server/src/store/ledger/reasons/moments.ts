import type { Sign, SignKind } from './sign.ts';

/** A sign at one moment. */
export interface Moment {
  readonly time: number;
  readonly sign: Sign;
}

/** The moments of some signs in order of time: of those of one hour the first and the last. */
export function momentsOf(signs: readonly Sign[], ...kinds: readonly SignKind[]): readonly Moment[] {
  return signs
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap((sign) => [...new Set([sign.first, sign.last])].map((time) => ({ time, sign })))
    .sort((a, b) => a.time - b.time || compare(a.sign, b.sign));
}

/** So that it does not matter in which order they came. */
function compare(a: Sign, b: Sign): number {
  const [one, other] = [a, b].map(
    ({ kind, install, scope, value }) => `${kind}\n${install}\n${scope}\n${value}`,
  ) as [string, string];
  return one < other ? -1 : Number(one > other);
}
