import { headOf, type LifetimeRow } from '../lifetime.ts';
import type { LogModel } from '../log-model.ts';
import { answersIn } from './answers.ts';
import { handler, missing, reached } from './stations.ts';
import type { Station, Story } from './story.ts';

const isPush = (model: LogModel, life: LifetimeRow): boolean =>
  life.start !== undefined && model.entry(life.start).event === 'Push event dispatched';

/** The push that an entry is part of, or that showed the notification which it is about. */
export function pushOf(model: LogModel, at: number): LifetimeRow | undefined {
  const above = pushAbove(model, at);
  if (above !== undefined) return above;
  const life = model.lifetime(at);
  const shown = answersIn(model).shown.get(life === undefined ? at : headOf(life));
  return shown === undefined ? undefined : pushAbove(model, shown);
}

/** The push that an entry happened in. */
export function pushAbove(model: LogModel, at: number): LifetimeRow | undefined {
  for (let life = model.lifetime(at); life !== undefined; life = life.parent) {
    if (isPush(model, life)) return life;
  }
  return undefined;
}

/** The handler ended, and showed nothing. */
export const isSilent = (model: LogModel, push: LifetimeRow): boolean =>
  push.end !== undefined && model.entry(push.end).detail.outcome === 'silent';

const isShown = (model: LogModel, at: number): boolean => model.entry(at).event === 'Notification displayed';

/**
 * The first thing that happened to what a push showed, as a position: a click, a close, or the next one of its tag. What the
 * plugin knew itself says more than tag and title do.
 */
function answerTo(model: LogModel, push: LifetimeRow, inside: readonly number[]): number | undefined {
  const { first } = answersIn(model);
  const own = inside.find((at) => {
    const { event, detail } = model.entry(at);
    // A handler may close what an earlier push has shown.
    return (
      event === 'Notification clicked' || (event === 'Notification closed' && detail.reason !== 'script')
    );
  });
  const shown = inside.filter((at) => isShown(model, at));
  const answered = shown.map((at) => first.get(at)).filter((at) => at !== undefined);
  const mine = answered.find((at) => !isShown(model, at) && (pushAbove(model, at) ?? push) === push);
  // Firefox tells its worker of what the app closes as of what a person does: whoever was first closed it.
  const isClose = (at: number): boolean => model.entry(at).event === 'Notification closed';
  if (own !== undefined && !(isClose(own) && mine !== undefined && isClose(mine))) return own;
  // Where there is no answer, what was shown last is still there, or has gone without one.
  const gone = first.get(shown.at(-1) as number);
  return mine ?? (gone !== undefined && isShown(model, gone) ? gone : undefined);
}

/** Entries of a lifetime and of those inside it, in no order. */
function* within(model: LogModel, life: LifetimeRow, depth = 0): Generator<number> {
  yield* life.members;
  if (depth < 8) for (const child of life.children) yield* within(model, child, depth + 1);
}

/** Received, handled, shown, clicked or dismissed, and the window that came of it. */
export function storyOfPush(model: LogModel, push: LifetimeRow): Story {
  const handled = handler(model, push);
  const inside = [...within(model, push)].sort((a, b) => model.time.get(a) - model.time.get(b));
  const named = (pattern: RegExp): number | undefined =>
    inside.find((at) => pattern.test(model.entry(at).event));
  // What the browser shows in place of what a silent push did not is not the app's.
  const silent = isSilent(model, push);
  const shown = silent ? undefined : named(/^(Notification displayed|Page notification shown)$/);
  const stations: Station[] = [reached(model, 'received', push.start as number), handled];
  if (shown === undefined) {
    const refused = named(/^showNotification\(\) rejected$/);
    const why =
      handled.state === 'failed' ? (handled.reason ?? 'handler-failed') : silent ? 'never-called' : 'unseen';
    stations.push(
      refused !== undefined
        ? reached(model, 'shown', refused, { state: 'failed' })
        : handled.state === 'running'
          ? missing('shown', 'not-yet')
          : silent
            ? { name: 'shown', state: 'failed', reason: why }
            : missing('shown', why),
    );
    return stations;
  }
  stations.push(reached(model, 'shown', shown));
  const answer = answerTo(model, push, inside);
  if (answer === undefined) return [...stations, missing('clicked', 'not-yet')];
  const { event, detail } = model.entry(answer);
  if (event === 'Notification displayed') return [...stations, missing('clicked', 'replaced')];
  if (event === 'Notification closed')
    return [
      ...stations,
      detail.reason === 'script' ? missing('clicked', 'closed-by-app') : reached(model, 'dismissed', answer),
    ];
  stations.push(
    // Without a tag there may be several that look the same.
    reached(model, 'clicked', answer, model.entry(answer).instanceId === '' ? { state: 'guess' } : {}),
  );
  const click = model.lifetime(answer);
  const did = click === undefined ? [] : [...within(model, click)];
  const opened = did.find((at) =>
    /(openWindow|focus|navigate)\(\) (fulfilled|rejected)$/.test(model.entry(at).event),
  );
  if (opened !== undefined) {
    const failed = model.entry(opened).event.endsWith('rejected');
    stations.push(reached(model, 'window', opened, failed ? { state: 'failed' } : {}));
  } else if (click !== undefined && model.standingOf(click) === 'failed') {
    stations.push({ name: 'window', state: 'failed', reason: 'handler-failed' });
  } else stations.push(missing('window', 'no-window'));
  return stations;
}
