import type { Entry } from '@offstage/sw-plugin/log';
import type { LogModel } from '../log-model.ts';

/**
 * Whether an entry comes after another. In order of time, and what registers first: its page may write it down after the worker
 * has written what came of it.
 */
export function comesAfter(model: LogModel, at: number, other: number): boolean {
  const late = (one: number): number => Number(!model.entry(one).event.includes('egistered'));
  return (model.time.get(at) - model.time.get(other) || late(at) - late(other) || at - other) > 0;
}

/** Positions with one of these events and this instance id, in order of time, around an entry. */
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
  return found.sort((a, b) => (comesAfter(model, a, b) ? 1 : -1));
}
