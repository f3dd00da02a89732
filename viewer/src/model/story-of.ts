import type { Entry } from '@offstage/sw-plugin/log';
import { headOf, type LifetimeRow } from './lifetime.ts';
import type { LogModel } from './log-model.ts';

/** Where something comes by on its way. `sent` is there when a server knows of it. */
export type StationName =
  | 'sent'
  | 'received'
  | 'handler'
  | 'shown'
  | 'clicked'
  | 'dismissed'
  | 'window'
  | 'registered'
  | 'fired'
  | 'attempt'
  | 'done'
  | 'givenUp'
  | 'started'
  | 'requests'
  | 'stored'
  | 'asked'
  | 'answered'
  | 'paid';

/** Why a station was not reached, as far as the log tells. */
export type StationReason =
  | 'never-called'
  | 'handler-failed'
  | 'cut-off'
  | 'unseen'
  | 'not-yet'
  | 'no-window'
  | 'before-log';

export interface Station {
  readonly name: StationName;
  /** `guess`: reached, as far as one can tell. */
  readonly state: 'reached' | 'failed' | 'running' | 'missing' | 'guess';
  /** Epoch milliseconds. */
  readonly time?: number;
  /** Position of the entry that tells it. */
  readonly at?: number;
  readonly reason?: StationReason;
  /** Of attempts the number, of requests how many are done. */
  readonly count?: number;
}

/** What became of one push, sync, fetch or payment, station by station. */
export type Story = readonly Station[];

/** So many entries around are looked at: a click comes within a few. */
const FAR = 20_000;
const MOST_ATTEMPTS = 3;

/** The story that an entry is part of; undefined where it is part of none. */
export function storyOf(model: LogModel, at: number, far: number = FAR): Story | undefined {
  const entry = model.entry(at);
  switch (entry.service) {
    case 'pushMessaging':
    case 'notifications': {
      const push = pushOf(model, at, far);
      return push && storyOfPush(model, push, far);
    }
    case 'backgroundSync':
    case 'periodicBackgroundSync':
      return /^(Registered|Dispatched|sync|Sync|periodic)/.test(entry.event)
        ? storyOfSync(model, entry, far, registrationOf(model, at))
        : undefined;
    case 'backgroundFetch':
      return entry.instanceId === '' ? undefined : storyOfFetch(model, entry, far, at);
    case 'paymentHandler':
      return storyOfPayment(model, at);
    default:
      return undefined;
  }
}

const isPush = (model: LogModel, life: LifetimeRow): boolean =>
  life.start !== undefined && model.entry(life.start).event === 'Push event dispatched';

/** The push that an entry is part of, or that showed the notification which it is about. */
function pushOf(model: LogModel, at: number, far: number): LifetimeRow | undefined {
  for (let life = model.lifetime(at); life !== undefined; life = life.parent) {
    if (isPush(model, life)) return life;
  }
  const life = model.lifetime(at);
  const head = life === undefined ? at : headOf(life);
  const { event } = model.entry(head);
  if (event !== 'Notification clicked' && event !== 'Notification closed') return undefined;
  const shown = shownBefore(model, head, far);
  return shown === undefined ? undefined : pushAbove(model, shown);
}

function pushAbove(model: LogModel, at: number): LifetimeRow | undefined {
  for (let life = model.lifetime(at); life !== undefined; life = life.parent) {
    if (isPush(model, life)) return life;
  }
  return undefined;
}

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

const reached = (model: LogModel, name: StationName, at: number, more: Partial<Station> = {}): Station => ({
  name,
  state: model.entry(at).parentGuess ? 'guess' : 'reached',
  time: model.time.get(at),
  at,
  ...more,
});

const missing = (name: StationName, reason: StationReason): Station => ({ name, state: 'missing', reason });

function handler(model: LogModel, life: LifetimeRow, name: StationName = 'handler'): Station {
  const standing = model.standingOf(life);
  if (life.end === undefined) {
    if (standing === 'running') return { name, state: 'running' };
    return { name, state: 'failed', reason: 'cut-off' };
  }
  return reached(model, name, life.end, { state: standing === 'failed' ? 'failed' : 'reached' });
}

function storyOfPush(model: LogModel, push: LifetimeRow, far: number): Story {
  const handled = handler(model, push);
  const inside = [...within(model, push)].sort((a, b) => model.time.get(a) - model.time.get(b));
  const named = (pattern: RegExp): number | undefined =>
    inside.find((at) => pattern.test(model.entry(at).event));
  const shown = named(/^(Notification displayed|Page notification shown)$/);
  const stations: Station[] = [reached(model, 'received', push.start as number), handled];
  if (shown === undefined) {
    const refused = named(/^showNotification\(\) rejected$/);
    const silent = push.end !== undefined && model.entry(push.end).detail.outcome === 'silent';
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

/** Positions with one of these events and this instance id, in order, around an entry. */
function alike(
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

/** Where a call that registers something ends, it is registered; any other entry stands for itself. */
function registrationOf(model: LogModel, at: number): number {
  const end = model.lifetime(at)?.end;
  return end !== undefined && model.entry(end).event.startsWith('Registered ') ? end : at;
}

function storyOfSync(model: LogModel, entry: Entry, far: number, around: number): Story | undefined {
  const periodic = entry.service === 'periodicBackgroundSync';
  const word = periodic ? 'periodicsync' : 'sync';
  const registered = `Registered ${word}`;
  const dispatched = `Dispatched ${word} event`;
  const all = alike(model, entry, around, far, [registered, dispatched]);
  const event = (at: number): string => model.entry(at).event;
  // One registration with what followed from it, up to the next one.
  const last = all.findLastIndex((at) => at <= around && event(at) === registered);
  const next = all.findIndex((at) => at > around && event(at) === registered);
  const mine = all.slice(Math.max(0, last), next === -1 ? undefined : next);
  const begun = mine.find((at) => event(at) === registered);
  const attempts = mine.flatMap((at) => {
    const life = event(at) === dispatched ? model.lifetime(at) : undefined;
    return life === undefined ? [] : [life];
  });
  if (begun === undefined && attempts.length === 0) return undefined;
  const stations: Station[] = [
    begun === undefined ? missing('registered', 'before-log') : reached(model, 'registered', begun),
  ];
  if (periodic) {
    // Each time stands for itself: the one that is asked about, else the latest.
    const own = model.lifetime(around);
    const fired = attempts.find((one) => one === own) ?? attempts.at(-1);
    if (fired === undefined) return [...stations, missing('fired', 'not-yet')];
    return [...stations, reached(model, 'fired', headOf(fired)), handler(model, fired, 'done')];
  }
  const from = Math.max(0, attempts.length - MOST_ATTEMPTS);
  for (const [index, life] of attempts.slice(from).entries())
    stations.push({ ...handler(model, life, 'attempt'), count: from + index + 1 });
  const latest = attempts.at(-1);
  if (latest === undefined) return [...stations, missing('attempt', 'not-yet')];
  const standing = model.standingOf(latest);
  const lost = model.entry(headOf(latest)).detail.lastChance === true;
  if (standing === 'ok') stations.push(reached(model, 'done', latest.end ?? headOf(latest)));
  else if (standing === 'failed' && lost)
    stations.push(reached(model, 'givenUp', latest.end ?? headOf(latest), { state: 'failed' }));
  else stations.push(missing('done', standing === 'terminated' ? 'cut-off' : 'not-yet'));
  return stations;
}

function storyOfFetch(model: LogModel, entry: Entry, far: number, around: number): Story | undefined {
  const all = alike(model, entry, around, far, [
    'Background Fetch registered',
    'Background Fetch started',
    'Request processing completed',
    'Background Fetch completed',
  ]);
  const last = all.findLastIndex(
    (at) => at <= around && model.entry(at).event === 'Background Fetch registered',
  );
  const next = all.findIndex((at) => at > around && model.entry(at).event === 'Background Fetch registered');
  const mine = all.slice(Math.max(0, last), next === -1 ? undefined : next);
  const of = (event: string): readonly number[] => mine.filter((at) => model.entry(at).event === event);
  const [registered] = of('Background Fetch registered');
  const [started] = of('Background Fetch started');
  const requests = of('Request processing completed');
  const [completed] = of('Background Fetch completed');
  if (registered === undefined && started === undefined && completed === undefined) return undefined;
  const first = started ?? registered;
  const bad = requests.find((at) => !/^[23]\d\d$/.test(model.entry(at).metadata['Response Status'] ?? '200'));
  const stations: Station[] = [
    first === undefined ? missing('started', 'before-log') : reached(model, 'started', first),
  ];
  const told = bad ?? requests.at(-1);
  stations.push(
    told === undefined
      ? missing('requests', completed === undefined ? 'not-yet' : 'unseen')
      : reached(model, 'requests', told, {
          count: requests.length,
          ...(bad !== undefined && { state: 'failed' }),
        }),
  );
  if (completed === undefined) return [...stations, missing('stored', 'not-yet')];
  const life = model.lifetime(completed);
  const failed = (life === undefined ? model.standing(completed) : model.standingOf(life)) === 'failed';
  stations.push(reached(model, 'stored', completed, failed ? { state: 'failed' } : {}));
  return stations;
}

function storyOfPayment(model: LogModel, at: number): Story | undefined {
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
