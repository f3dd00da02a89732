import type { Life } from '../life.ts';
import { arrivedAt } from '../pair-in-order.ts';

/** What came to another device of the same installation, with what its sender calls it. */
export interface TwinArrival {
  readonly device: string;
  readonly install: string;
  /** Epoch milliseconds. */
  readonly time: number;
  readonly campaign: string;
  readonly message: string;
}

/** The same campaign within this time, ms, is one message that was sent to both. */
const TOGETHER = 10 * 60_000;

/**
 * Returns whether an installation has got a push under another subscription as well: the same message, or the same campaign
 * while both were in use, which one that replaces the other is not. Doctor: D44.
 */
export function createTwice(
  arrivals: readonly Life[],
  twins: readonly TwinArrival[],
): (send: { readonly campaign: string; readonly message: string }, life: Life) => boolean {
  if (twins.length === 0) return () => false;
  const own = spansOf(arrivals.map((life) => [life.install, arrivedAt(life)]));
  const theirs = spansOf(twins.map(({ device, install, time }) => [`${install}\n${device}`, time]));
  const times = new Map<string, number[]>();
  for (const { device, install, time, campaign, message } of twins) {
    if (message !== '') add(`${install}\nmessage\n${message}`, time);
    const [here, there] = [own.get(install), theirs.get(`${install}\n${device}`)];
    const inUse = here && there && Math.max(here.first, there.first) <= Math.min(here.last, there.last);
    if (inUse && campaign !== '') add(`${install}\ncampaign\n${campaign}`, time);
  }
  for (const each of times.values()) each.sort((a, b) => a - b);

  function add(name: string, time: number): void {
    const there = times.get(name);
    if (there === undefined) times.set(name, [time]);
    else there.push(time);
  }

  return ({ campaign, message }, life) => {
    const at = arrivedAt(life);
    return [
      [message, 'message'],
      [campaign, 'campaign'],
    ].some(
      ([value, what]) => value !== '' && isNear(times.get(`${life.install}\n${what}\n${value}`) ?? [], at),
    );
  };
}

interface Span {
  first: number;
  last: number;
}

function spansOf(all: readonly (readonly [name: string, time: number])[]): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>();
  for (const [name, time] of all) {
    const span = spans.get(name);
    if (span === undefined) spans.set(name, { first: time, last: time });
    else {
      span.first = Math.min(span.first, time);
      span.last = Math.max(span.last, time);
    }
  }
  return spans;
}

/** `times` in order. */
function isNear(times: readonly number[], at: number): boolean {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) < at - TOGETHER) low = middle + 1;
    else high = middle;
  }
  const next = times[low];
  return next !== undefined && next <= at + TOGETHER;
}
