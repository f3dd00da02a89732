import type { Entry } from '@offstage/sw-plugin/log';
import type { LifetimeRow } from '../lifetime.ts';
import type { LogModel } from '../log-model.ts';
import { isSilent, pushAbove } from './story-of-push.ts';

/** What became of a push, beyond how its handler ended. */
export type Told = 'shown' | 'clicked' | 'dismissed';

const kept = new WeakMap<
  LogModel,
  { readonly version: number; readonly told: ReadonlyMap<number, Set<Told>> }
>();

const NAMES: readonly (readonly [event: string, told: Told])[] = [
  ['Notification displayed', 'shown'],
  ['Page notification shown', 'shown'],
  ['Notification clicked', 'clicked'],
  ['Page notification clicked', 'clicked'],
  ['Notification closed', 'dismissed'],
  ['Page notification closed', 'dismissed'],
];

/** What became of each push, by the position of its start: one pass over the log, kept until that changes. */
export function pushesTold(model: LogModel): ReadonlyMap<number, ReadonlySet<Told>> {
  const known = kept.get(model);
  if (known?.version === model.version) return known.told;
  const told = new Map<number, Set<Told>>();
  const codes = new Map(NAMES.map(([event, one]) => [model.events.find(event), one]));
  // Who showed the notification of a tag and title last: a click is about that.
  const shown = new Map<string, LifetimeRow>();
  const keyOf = ({ origin, instanceId, metadata }: Entry): string =>
    `${origin}\n${instanceId}\n${metadata.Title ?? ''}`;
  for (let at = model.low; at < model.high; at++) {
    const what = codes.get(model.event.get(at));
    if (what === undefined) continue;
    const key = keyOf(model.entry(at));
    const push = pushAbove(model, at) ?? (what === 'shown' ? undefined : shown.get(key));
    if (what === 'shown') {
      if (push === undefined) shown.delete(key);
      else shown.set(key, push);
    }
    if (push?.start === undefined || (what === 'shown' && isSilent(model, push))) continue;
    const own = told.get(push.start) ?? new Set();
    told.set(push.start, own.add(what));
  }
  kept.set(model, { version: model.version, told });
  return told;
}
