import type { Service } from '../log/entry.ts';
import { addTo } from './add-to.ts';
import { countUntil } from './count-until.ts';
import { detailOf, number } from './detail-readers.ts';
import type { History } from './history.ts';
import { perLog } from './per-log.ts';

/** A stretch of time of which the log cannot tell. */
interface Hole {
  readonly begin_: number;
  /** Of this one and of all that begin before it, the latest. */
  end: number;
}

/** By service, in order of their begin. */
type Holes = ReadonlyMap<Service | typeof ALL, readonly Hole[]>;

/** What is missing is of every service. */
const ALL = '*';

const holesOf = perLog(read);

/**
 * The time (epoch ms) since which nothing of a service can have happened in `[from, to]` without an entry: `from`, unless
 * its recording was off meanwhile, or entries are known to be missing; infinite where that is so still. Silence before it
 * says nothing.
 */
export function watchedSince(history: History, service: Service, from: number, to: number): number {
  const all = holesOf(history);
  let since = from;
  for (const holes of [all.get(service), all.get(ALL)])
    since = Math.max(since, holes?.[countUntil(holes, to, beginOf) - 1]?.end ?? since);
  return since;
}

/** Can anything of the service have happened in `[from, to]` without an entry? */
export const wasBlind = (history: History, service: Service, from: number, to: number = from): boolean =>
  watchedSince(history, service, from, to) > from;

const beginOf = ({ begin_: begin }: Hole): number => begin;

function read(history: History): Holes {
  const holes = new Map<Service | typeof ALL, Hole[]>();
  const add = (service: Service | typeof ALL, begin: number, end: number): void => {
    if (begin <= end) addTo(holes, service, { begin_: begin, end });
  };
  /** When the recording of each service ends, or ended. */
  const ends = new Map<Service, number>();
  for (const entry of history.named_(
    'Recording started',
    'Recording stopped',
    'Entries lost before upload',
  )) {
    const { service, event, time } = entry;
    const { all, from, to, until } = detailOf(entry);
    if (event === 'Entries lost before upload')
      add(all === false ? service : ALL, number(from) ?? Number.NEGATIVE_INFINITY, number(to) ?? time);
    else if (event === 'Recording stopped') ends.set(service, Math.min(time, ends.get(service) ?? time));
    else {
      // Who starts a recording starts it after a time without.
      add(service, ends.get(service) ?? Number.NEGATIVE_INFINITY, time);
      ends.set(service, number(until) ?? Number.POSITIVE_INFINITY);
    }
  }
  for (const [service, end] of ends) add(service, end, Number.POSITIVE_INFINITY);
  for (const own of holes.values()) {
    let latest = Number.NEGATIVE_INFINITY;
    for (const hole of own.sort((a, b) => a.begin_ - b.begin_))
      hole.end = latest = Math.max(latest, hole.end);
  }
  return holes;
}
