import type { LogModel } from '../log-model.ts';
import { handler, missing, reached } from './stations.ts';
import type { Story } from './story.ts';

/** Asked, answered, paid. */
export function storyOfPayment(model: LogModel, at: number): Story | undefined {
  const life = model.lifetime(at);
  if (life?.start === undefined || model.entry(life.start).event !== 'Payment request') return undefined;
  const answered = handler(model, life, 'answered');
  const type = life.end === undefined ? undefined : model.entry(life.end).metadata.Type;
  const paid = type === 'PAYMENT_EVENT_SUCCESS';
  return [
    reached(model, 'asked', life.start),
    answered,
    answered.state === 'running'
      ? missing('paid', 'not-yet')
      : life.end !== undefined && paid && answered.state === 'reached'
        ? reached(model, 'paid', life.end)
        : { name: 'paid', state: 'failed', reason: answered.reason ?? 'handler-failed' },
  ];
}
