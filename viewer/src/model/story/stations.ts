import type { LifetimeRow } from '../lifetime.ts';
import type { LogModel } from '../log-model.ts';
import type { Station, StationName, StationReason } from './story.ts';

/** A station that an entry tells of. */
export const reached = (
  model: LogModel,
  name: StationName,
  at: number,
  more: Partial<Station> = {},
): Station => ({
  name,
  state: model.entry(at).parentGuess ? 'guess' : 'reached',
  time: model.time.get(at),
  at,
  ...more,
});

/** A station that was not come by, as far as the log tells. */
export const missing = (name: StationName, reason: StationReason): Station => ({
  name,
  state: 'missing',
  reason,
});

/** How what was dispatched was handled. */
export function handler(model: LogModel, life: LifetimeRow, name: StationName = 'handler'): Station {
  const standing = model.standingOf(life);
  if (life.end === undefined) {
    if (standing === 'running') return { name, state: 'running' };
    return { name, state: 'failed', reason: 'cut-off' };
  }
  return reached(model, name, life.end, { state: standing === 'failed' ? 'failed' : 'reached' });
}
