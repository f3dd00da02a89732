import type { Entry } from '@offstage/sw-plugin/log';
import type { LogModel } from '../log-model.ts';

/** Position of the newest entry of this origin with one of these names; undefined where there is none. */
export function newest(
  model: LogModel,
  events: readonly string[],
  fits: (entry: Entry) => boolean = () => true,
): number | undefined {
  const codes = new Set(events.map((event) => model.events.find(event)).filter((code) => code !== -1));
  if (codes.size === 0) return undefined;
  let found: number | undefined;
  // In order of time, not of writing: a page's lines may be read before a worker's that happened earlier.
  for (let at = model.high - 1; at >= model.low; at--) {
    if (
      !codes.has(model.event.get(at)) ||
      (found !== undefined && model.time.get(at) <= model.time.get(found))
    )
      continue;
    if (!model.isOther(at) && fits(model.entry(at))) found = at;
  }
  return found;
}

/** Whether the first of two entries is the later one; one that is not there is before all others. */
export const isLater = (model: LogModel, a: number | undefined, b: number | undefined): boolean =>
  a !== undefined && (b === undefined || model.time.get(a) > model.time.get(b));
