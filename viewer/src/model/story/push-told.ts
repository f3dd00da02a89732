import type { LogModel } from '../log-model.ts';
import { pushAbove, storyOfPush } from './story-of-push.ts';

/** Stations of a push that the filter knows by name, beyond how its handler ended. */
const TOLD = /^(shown|clicked|dismissed)$/;

/** What became of the push that begins here, as its story has it; undefined for every other entry. */
export function pushTold(model: LogModel, at: number): readonly string[] | undefined {
  if (model.events.value(model.event.get(at)) !== 'Push event dispatched') return undefined;
  const push = pushAbove(model, at);
  if (push?.start !== at) return undefined;
  return storyOfPush(model, push)
    .filter(({ name, state }) => TOLD.test(name) && (state === 'reached' || state === 'guess'))
    .map(({ name }) => name);
}
