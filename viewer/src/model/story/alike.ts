import type { Entry } from '@offstage/sw-plugin/log';
import type { LogModel } from '../log-model.ts';

/** Positions with one of these events and this instance id, in order, around an entry. */
export function alike(
  model: LogModel,
  { instanceId, scope, service, context }: Entry,
  around: number,
  far: number,
  events: readonly string[],
): readonly number[] {
  const codes = new Set(events.map((event) => model.events.find(event)));
  const found: number[] = [];
  for (let at = Math.max(model.low, around - far); at < Math.min(model.high, around + far); at++) {
    if (!codes.has(model.event.get(at))) continue;
    const one = model.entry(at);
    if (one.instanceId !== instanceId || one.service !== service) continue;
    // What a page called may be about another registration than the one that controls it.
    if (one.scope === scope || one.context === 'page' || context === 'page') found.push(at);
  }
  return found;
}
