import type { DeviceLog } from '../device-log.ts';
import type { LedgerSend } from '../ledger-send.ts';
import type { Life } from '../life.ts';
import { arrivedAt } from '../pair-in-order.ts';
import type { GoneRun } from '../reasons/gone-runs.ts';
import { isRefused, type SendFacts } from '../send.ts';
import type { PushState } from '../states.ts';
import { createTwice, type TwinArrival } from './create-twice.ts';
import { FLAGS } from './flags.ts';

/** Bytes of a payload from which on the next longer name may be too much: the least that every service takes is 4,096, 103 of them encryption. */
export const NEARLY = 3_600;
/** Milliseconds for the answer to come: what was sent meanwhile did not know it. */
const UNDER_WAY = 60_000;
const UNDER_WAY_RETRY = 5_000;
/** From then on a device counts as gone. */
const AWAY = 14 * 86_400_000;
/** Milliseconds that a service may ask to wait. */
const LONGEST_WAIT = 14 * 86_400_000;

/** What a send is remembered by that it tells all alone. */
export function flagsOfSend(send: Pick<SendFacts, 'ttl' | 'bytes' | 'status'>): number {
  const { ttl, bytes = 0 } = send;
  const isTaken = send.status !== undefined && !isRefused(send);
  return (ttl === 0 ? FLAGS.ttlZero : 0) | (isTaken && bytes > NEARLY ? FLAGS.nearlyTooLarge : 0);
}

/** What flags are made of, besides the send: what is known of its device. */
export interface FlagFacts {
  readonly sends: readonly LedgerSend[];
  readonly runs: readonly GoneRun[];
  readonly logs: readonly DeviceLog[];
  readonly links: readonly { readonly seen: number }[];
  readonly arrivals: readonly Life[];
  readonly twins: readonly TwinArrival[];
}

/** Returns the flags of a send, by what became of it. */
export function createFlags({
  sends,
  runs,
  logs,
  links,
  arrivals,
  twins,
}: FlagFacts): (
  send: LedgerSend & { readonly campaign: string },
  state: PushState,
  life: Life | undefined,
) => number {
  const since = new Map(runs.flatMap((run) => run.sends.map((id) => [id, run.since] as const)));
  const heard = [
    ...logs.map(({ until }) => until),
    ...links.map(({ seen }) => seen),
    ...arrivals.map(arrivedAt),
  ];
  const last = heard.length === 0 ? Number.POSITIVE_INFINITY : heard.reduce((a, b) => Math.max(a, b));
  const early = tooEarly(sends);
  const isTwice = createTwice(arrivals, twins);
  return (send, state, life) => {
    const { id, time, status } = send;
    const gone = since.get(id);
    let flags = flagsOfSend(send);
    if (gone !== undefined && time > gone + UNDER_WAY) flags |= FLAGS.afterGone;
    if (early.has(id)) flags |= FLAGS.retryIgnored;
    if (status !== undefined && !isRefused(send) && time - last >= AWAY) flags |= FLAGS.silentDevice;
    if (state === 'replaced') flags |= FLAGS.replaced;
    if (life !== undefined && isTwice(send, life)) flags |= FLAGS.subscribedTwice;
    return flags;
  };
}

/** Those that were sent to a device before the time was over that its service had asked to wait. */
function tooEarly(sends: readonly LedgerSend[]): ReadonlySet<number> {
  const found = new Set<number>();
  let from = Number.POSITIVE_INFINITY;
  let until = 0;
  for (const send of [...sends].sort((a, b) => a.time - b.time || a.id - b.id)) {
    const { id, time, retryAfter = 0 } = send;
    if (time > from && time < until) found.add(id);
    if (!isRefused(send) || retryAfter <= 0) continue;
    const end = time + Math.min(retryAfter * 1_000, LONGEST_WAIT);
    if (time >= until) from = time + UNDER_WAY_RETRY;
    until = Math.max(until, end);
  }
  return found;
}
