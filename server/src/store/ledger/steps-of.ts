import type { ShapeOf } from '../../shapes.ts';
import { type Life, TIMES } from './life.ts';

type Step = ShapeOf<'PushStep'>;

/**
 * What happened to a push, in order of time. How sure a step's time is: `sender` is by the sender's clock, `clock` by the
 * device's, which agrees with ours; `age` is counted back from when the report of it arrived, since that clock was wrong;
 * `guess` may be another one's of several equal pushes.
 */
export function stepsOf(
  push: Pick<ShapeOf<'Push'>, 'time' | 'status' | 'state' | 'guess'>,
  life: Life | undefined,
): readonly Step[] {
  const { time, status, state, guess } = push;
  const answer = state === 'refused' ? 'refused' : 'accepted';
  const first: Step[] = [{ step: 'sent', time, sure: 'sender' }];
  if (status !== null) first.push({ step: answer, time, sure: 'sender' });
  if (life === undefined) return first;
  const sure = guess ? 'guess' : life.countedBack ? 'age' : 'clock';
  const told = TIMES.flatMap((step): Step[] => {
    const at = step === 'received' ? (life.received ?? life.time) : life[step];
    return at === null ? [] : [{ step, time: at, sure }];
  });
  return [...first, ...told.sort((a, b) => a.time - b.time)];
}
