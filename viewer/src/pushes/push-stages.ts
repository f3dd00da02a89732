import type { PushCounts } from '../sources/push-api.ts';

/** From what was sent to what a person did. */
export type StageName = 'sent' | 'accepted' | 'received' | 'shown' | 'clicked';

/** A stage, those that came to it, and the states of those that came no further than before it. */
export interface Stage {
  readonly name: StageName;
  readonly count: number;
  /** The states that are counted. */
  readonly states: readonly string[];
  /** Where the others are; together with `count` they are the stage before. */
  readonly rest: readonly { readonly state: string; readonly count: number }[];
}

/** States of which the stage is the furthest, beginning with the last stage; each state is in one. */
const ENDS: readonly (readonly [StageName, readonly string[]])[] = [
  ['clicked', ['clicked']],
  ['shown', ['shown', 'dismissed', 'closed']],
  ['received', ['failed', 'silent', 'received']],
  ['accepted', ['accepted', 'unknown', 'expired', 'replaced']],
  ['sent', ['refused']],
];

/** Every state that this view knows. */
export const STATES: readonly string[] = ENDS.flatMap(([, states]) => states);

/**
 * The funnel: each push is counted in the stage that it came to and in all before. What a newer server calls by a name that is
 * unknown here is no further than accepted.
 */
export function stagesOf({ states }: Pick<PushCounts, 'states'>): readonly Stage[] {
  const strange = [...states.keys()].filter((state) => !STATES.includes(state));
  const stages: Stage[] = [];
  let reached: readonly string[] = [];
  for (const [at, [name, own]] of ENDS.entries()) {
    const named = name === 'accepted' ? [...own, ...strange] : own;
    reached = [...reached, ...named];
    // What came to this stage and no further is missing in the next one.
    const next = stages[0];
    if (at > 0 && next !== undefined)
      stages[0] = { ...next, rest: named.map((state) => ({ state, count: states.get(state) ?? 0 })) };
    const count = reached.reduce((sum, state) => sum + (states.get(state) ?? 0), 0);
    stages.unshift({ name, count, states: reached, rest: [] });
  }
  return stages;
}
