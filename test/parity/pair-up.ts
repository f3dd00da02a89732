import type { Observation } from './observation.ts';
import { reasonUnseen } from './unseen.ts';

export interface Pairing {
  readonly pairs: readonly (readonly [browser: Observation, ours: Observation])[];
  /** The browser logged it, we did not. */
  readonly missing: readonly Observation[];
  /** We logged it under a browser's name, the browser did not. */
  readonly extra: readonly Observation[];
}

/** An inferred entry may come long after what it stands for. */
const TOLERANCE = 1_000;
const TOLERANCE_INFERRED = 15_000;

/** What two observations of the same thing must have in common, as far as script can see it. */
const keyOf = ({ service, event, instanceId, origin }: Observation): string =>
  JSON.stringify([service, event, origin, reasonUnseen(event, 'instanceId', {}) ? null : instanceId]);

function groupBy(observations: readonly Observation[]): Map<string, Observation[]> {
  const groups = new Map<string, Observation[]>();
  for (const each of [...observations].sort((a, b) => a.time - b.time)) {
    const key = keyOf(each);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return groups;
}

/** Finds for each event of the browser ours of the same service, name, origin and instance, in order of time. */
export function pairUp(browser: readonly Observation[], ours: readonly Observation[]): Pairing {
  const pairs: [Observation, Observation][] = [];
  const missing: Observation[] = [];
  const left = groupBy(ours);
  for (const [key, events] of groupBy(browser)) {
    const candidates = left.get(key) ?? [];
    for (const event of events) {
      const at = candidates.findIndex(
        ({ time, inferred }) => Math.abs(time - event.time) <= (inferred ? TOLERANCE_INFERRED : TOLERANCE),
      );
      const [match] = at < 0 ? [] : candidates.splice(at, 1);
      if (match) pairs.push([event, match]);
      else missing.push(event);
    }
  }
  return { pairs, missing, extra: [...left.values()].flat() };
}
