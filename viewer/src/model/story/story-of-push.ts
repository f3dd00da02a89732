import type { Entry } from '@offstage/sw-plugin/log';
import { headOf, type LifetimeRow } from '../lifetime.ts';
import type { LogModel } from '../log-model.ts';
import { handler, missing, reached } from './stations.ts';
import type { Station, Story } from './story.ts';

const isPush = (model: LogModel, life: LifetimeRow): boolean =>
  life.start !== undefined && model.entry(life.start).event === 'Push event dispatched';

/** The push that an entry is part of, or that showed the notification which it is about. */
export function pushOf(model: LogModel, at: number, far: number): LifetimeRow | undefined {
  const above = pushAbove(model, at);
  if (above !== undefined) return above;
  const life = model.lifetime(at);
  const head = life === undefined ? at : headOf(life);
  const { event } = model.entry(head);
  if (event !== 'Notification clicked' && event !== 'Notification closed') return undefined;
  const shown = shownBefore(model, head, far);
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

const sameNotification = (a: Entry, b: Entry): boolean =>
  a.instanceId === b.instanceId &&
  a.origin === b.origin &&
  (a.metadata.Title === undefined || b.metadata.Title === undefined || a.metadata.Title === b.metadata.Title);

/** The latest notification before a click, of the same tag and title. */
function shownBefore(model: LogModel, click: number, far: number): number | undefined {
  const displayed = model.events.find('Notification displayed');
  const entry = model.entry(click);
  for (let at = click - 1; at >= Math.max(model.low, click - far); at--) {
    if (model.event.get(at) === displayed && sameNotification(model.entry(at), entry)) return at;
  }
  return undefined;
}

/** What a person did with a notification, before another of the same tag took its place. */
function answerTo(model: LogModel, shown: number, far: number): number | undefined {
  const [displayed, clicked, closed] = ['displayed', 'clicked', 'closed'].map((word) =>
    model.events.find(`Notification ${word}`),
  );
  const entry = model.entry(shown);
  for (let at = shown + 1; at < Math.min(model.high, shown + far); at++) {
    const event = model.event.get(at);
    if (event !== displayed && event !== clicked && event !== closed) continue;
    if (!sameNotification(model.entry(at), entry)) continue;
    return event === displayed ? undefined : at;
  }
  return undefined;
}

/** Entries of a lifetime and of those inside it, in no order. */
function* within(model: LogModel, life: LifetimeRow, depth = 0): Generator<number> {
  yield* life.members;
  if (depth < 8) for (const child of life.children) yield* within(model, child, depth + 1);
}

/** Received, handled, shown, clicked or dismissed, and the window that came of it. */
export function storyOfPush(model: LogModel, push: LifetimeRow, far: number): Story {
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
  const answer = answerTo(model, shown, far);
  if (answer === undefined) return [...stations, missing('clicked', 'not-yet')];
  if (model.entry(answer).event === 'Notification closed')
    return [...stations, reached(model, 'dismissed', answer)];
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
