import type { Entry } from '../log/entry.ts';
import { addTo } from './add-to.ts';

/** By instance id, the times of the entries. */
export function timesByInstance(entries: readonly Entry[]): ReadonlyMap<string, readonly number[]> {
  const times = new Map<string, number[]>();
  for (const { instanceId, time } of entries) addTo(times, instanceId, time);
  return times;
}
