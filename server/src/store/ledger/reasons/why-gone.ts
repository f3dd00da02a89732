import type { ShapeOf } from '../../../shapes.ts';
import type { DeviceLog } from '../device-log.ts';
import type { Life } from '../life.ts';
import { arrivedAt } from '../pair-in-order.ts';
import { SLACK } from '../times.ts';
import type { PushEngine } from './engine-of.ts';
import type { GoneRun } from './gone-runs.ts';
import { type Moment, momentsOf } from './moments.ts';
import type { Sign } from './sign.ts';
import { NONE } from './signs-of.ts';
import { silentEnd } from './silent-end.ts';
import { withdrawnAt } from './withdrawn.ts';

export type GoneReason = ShapeOf<'GoneReason'>;

/** Which installation a device is. */
export interface Link {
  readonly device: string;
  readonly install: string;
  /** Of its registration, `''` where that is not told. */
  readonly scope: string;
  /** Epoch milliseconds at which the installation last named the device as its own. */
  readonly seen: number;
}

/** What is known of a device whose subscription is gone. */
export interface GoneFacts {
  readonly engine: PushEngine | undefined;
  readonly arrivals: readonly Life[];
  /** Its own, and those of the other devices of the same installations. */
  readonly links: readonly Link[];
  readonly others: readonly Link[];
  readonly logs: readonly DeviceLog[];
  readonly signs: readonly Sign[];
}

export interface WhyGone {
  readonly reason: GoneReason;
  /** Epoch milliseconds of the last sign that the subscription was there. */
  readonly alive: number | undefined;
  /** In order of time; `report` is 0 for what the sender said. */
  readonly evidence: readonly GoneFact[];
}

/** What is a reason to think so, in words that a table has. */
export interface GoneFact {
  readonly time: number;
  readonly what:
    | Exclude<Sign['kind'], 'visit' | 'subscription' | 'permission' | 'push-permission'>
    | 'withdrawn'
    | 'subscribed'
    | 'none'
    | 'unshown'
    | 'key-refused'
    | 'other-device'
    | 'last-told'
    | 'still-there';
  readonly report: number;
}

const DAY = 86_400_000;
/** From then on a device counts as gone itself. */
const AWAY = 14 * DAY;

/**
 * Why a subscription is gone, by what its sender and its device told before: a function of the facts, in whatever order they
 * came. A cause needs evidence; where there is none, the answer is `unknown`.
 */
export function whyGone(run: GoneRun, facts: GoneFacts): WhyGone {
  const { links, arrivals } = facts;
  const keyRefused: GoneFact[] =
    run.keyRefused === undefined ? [] : [{ time: run.keyRefused, what: 'key-refused', report: 0 }];
  const isHeard = links.length > 0 || arrivals.length > 0;
  const limit = run.since + SLACK;
  const came = arrivals.filter((life) => arrivedAt(life) <= limit);
  const seen = [
    ...arrivals.map((life) => ({ time: arrivedAt(life), report: life.report })),
    ...links.map((link) => ({ time: link.seen, report: 0 })),
  ].sort((a, b) => a.time - b.time || b.report - a.report);
  const later = seen.find(({ time }) => time > limit);
  const alive = seen.findLast(({ time }) => time <= limit)?.time;
  const because = (reason: GoneReason, evidence: readonly GoneFact[] = []): WhyGone => ({
    ...{ reason, alive, evidence: [...evidence].sort((a, b) => a.time - b.time) },
  });

  if (later) return because('alive', [{ ...later, what: 'still-there' }]);
  if (!isHeard || alive === undefined)
    return keyRefused.length > 0 ? because('key-changed', keyRefused) : because('not-reporting');

  const own = facts.signs.filter((sign) => links.some((link) => isOf(sign, link)));
  const ended = momentsOf(own, 'unregistered', 'unsubscribed').find(
    ({ time }) => time > alive && time <= limit,
  );
  const anew = momentsOf(own, 'subscription').find(
    ({ time, sign }) => time > Math.max(alive, ended?.time ?? 0) && sign.value !== NONE,
  );
  const otherKey = anew && hasOtherKey(anew, own, alive) ? anew : undefined;
  if (ended?.sign.kind === 'unregistered') return because('unregistered', [factOf(ended)]);
  if (ended && otherKey) return because('key-changed', [factOf(ended), factOf(otherKey)]);
  if (ended)
    return anew ? because('replaced', [ended, anew].map(factOf)) : because('unsubscribed', [factOf(ended)]);

  const withdrawn = withdrawnAt(own, alive, limit);
  if (withdrawn) return because('permission', [{ ...factOf(withdrawn), what: 'withdrawn' }]);
  const unshown = silentEnd(came, facts.engine, own);
  if (unshown.length > 0)
    return because(
      facts.engine === 'webkit' ? 'silent-pushes' : 'quota',
      unshown.map((life) => ({ time: arrivedAt(life), what: 'unshown', report: life.report })),
    );
  if (otherKey) return because('key-changed', [...keyRefused, factOf(otherKey)]);
  if (keyRefused.length > 0) return because('key-changed', keyRefused);
  const changed = momentsOf(own, 'changed').find(({ time }) => time > alive && time <= limit);
  if (changed) return because('changed', [factOf(changed)]);
  // That the app subscribes says nothing by itself: where there is a subscription, it gets that one.
  const other = facts.others
    .filter(({ seen }) => seen > alive)
    .filter(({ scope, install }) =>
      links.some((link) => scope !== '' && link.scope === scope && link.install === install),
    )
    .sort((a, b) => a.seen - b.seen)[0];
  if (other) return because('replaced', [{ time: other.seen, what: 'other-device', report: 0 }]);
  const none = momentsOf(own, 'subscription').find(({ time, sign }) => time > alive && sign.value === NONE);
  if (none) return because('lost', [{ ...factOf(none), what: 'none' }]);
  return byItsLog(facts.logs, alive, run.since, because);
}

/** A log that ends is no cause, but it says that nothing more can be known. */
function byItsLog(
  logs: readonly DeviceLog[],
  alive: number,
  since: number,
  because: (reason: GoneReason, evidence?: readonly GoneFact[]) => WhyGone,
): WhyGone {
  const last = logs.reduce((time, { until }) => Math.max(time, until), alive);
  const told: GoneFact = { time: last, what: 'last-told', report: 0 };
  if (since - last >= AWAY) return because('away', [told]);
  return since - last >= DAY ? because('log-ends', [told]) : because('unknown');
}

function isOf({ install, scope }: Sign, link: Link): boolean {
  return install === link.install && (scope === '' || link.scope === '' || scope === link.scope);
}

/** Against the last subscription of which a key is told. */
function hasOtherKey({ time, sign }: Moment, own: readonly Sign[], alive: number): boolean {
  const before = momentsOf(own, 'subscription')
    .filter((moment) => moment.time < time && moment.time <= Math.max(alive, 0))
    .filter(({ sign: { value, scope } }) => value !== NONE && value !== '' && scope === sign.scope)
    .at(-1);
  return sign.value !== '' && before !== undefined && before.sign.value !== sign.value;
}

function factOf({ time, sign: { kind, report } }: Moment): GoneFact {
  const what = kind === 'unregistered' || kind === 'unsubscribed' || kind === 'changed' ? kind : 'subscribed';
  return { time, what, report };
}
