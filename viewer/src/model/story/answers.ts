import type { Entry } from '@offstage/sw-plugin/log';
import type { LogModel } from '../log-model.ts';

/** What became of the notifications of a log, as positions. */
interface Answers {
  epoch: number;
  /** What was looked at: from inclusive, to exclusive. */
  low: number;
  high: number;
  /** What is on screen, by its tag; without a tag by its title. */
  readonly screen: Map<string, number>;
  /** Where a notification was shown that was clicked or closed there. */
  readonly shown: Map<number, number>;
  /** The first thing that happened to what was shown there: a click, a close, or the next one of its tag. */
  readonly first: Map<number, number>;
}

const kept = new WeakMap<LogModel, Answers>();
const EVENTS = ['displayed', 'clicked', 'closed'].map((word) => `Notification ${word}`);

/** Tags are of the origin, whatever registration shows them: https://notifications.spec.whatwg.org/#tag */
const keysOf = ({ origin, instanceId, metadata, detail }: Entry): readonly string[] => {
  const key = `${origin}\n${instanceId}`;
  const title = metadata.Title ?? detail.notification?.title;
  return instanceId === '' && title !== undefined ? [`${key}\n${title}`, key] : [key];
};

/** One pass over the log, which goes on where it ended when there is more. */
export function answersIn(model: LogModel): Answers {
  let own = kept.get(model);
  if (own === undefined || own.epoch !== model.epoch || model.low < own.low) {
    const { epoch, low } = model;
    own = { epoch, low, high: low, screen: new Map(), shown: new Map(), first: new Map() };
    kept.set(model, own);
  }
  const [displayed, clicked, closed] = EVENTS.map((event) => model.events.find(event));
  for (let at = Math.max(own.high, model.low); at < model.high; at++) {
    const event = model.event.get(at);
    if (event !== displayed && event !== clicked && event !== closed) continue;
    // The one that was shown in its place says so.
    if (event === closed && model.entry(at).detail.reason === 'replaced') continue;
    const keys = keysOf(model.entry(at));
    const before = own.screen.get(keys[0] as string);
    if (before !== undefined) {
      // Without a tag nothing is replaced.
      const answers = event !== displayed || model.entry(at).instanceId !== '';
      if (answers && !own.first.has(before)) own.first.set(before, at);
      if (event !== displayed) own.shown.set(at, before);
    }
    for (const key of keys) {
      if (event === displayed) own.screen.set(key, at);
      else if (event === closed) own.screen.delete(key);
    }
  }
  own.high = model.high;
  return own;
}
