import type { Observation } from './observation.ts';
import { pairUp } from './pair-up.ts';

/**
 * Instances whose events we have in another order than the browser, one sentence each. Inferred ones don't count:
 * they stand where they were concluded.
 */
export function compareOrder(browser: readonly Observation[], ours: readonly Observation[]): string[] {
  const instances = new Map<string, [Observation, Observation][]>();
  for (const [theirs, own] of pairUp(browser, ours).pairs) {
    if (own.inferred) continue;
    const key = `${theirs.origin} ${theirs.service} "${theirs.instanceId}"`;
    instances.set(key, [...(instances.get(key) ?? []), [theirs, own]]);
  }
  const sentences: string[] = [];
  for (const [instance, pairs] of instances) {
    const byBrowser = [...pairs].sort(([a], [b]) => a.time - b.time);
    for (const [index, [theirs, own]] of byBrowser.entries()) {
      const [earlier, ownEarlier] = byBrowser[index - 1] ?? [];
      // Equal times say nothing about order.
      if (earlier && ownEarlier && earlier.time < theirs.time && ownEarlier.time > own.time) {
        sentences.push(`${instance}: "${theirs.event}" stands before "${earlier.event}"`);
      }
    }
  }
  return sentences;
}
