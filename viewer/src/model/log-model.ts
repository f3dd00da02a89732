import { type Entry, SERVICES } from '@offstage/sw-plugin/log';
import { type Boot, createBoots } from './boots.ts';
import { type Column, createColumn } from './column.ts';
import { createDictionary, type Dictionary } from './dictionary.ts';
import { haystackOf } from './haystack.ts';
import { kindOf, type LineClass } from './housekeeping.ts';
import { headOf, type LifetimeRow, type Standing, standingOfEnd, standingOfMoment } from './lifetime.ts';
import { createLifetimes } from './lifetimes.ts';
import { createTallies, type Tally, type TallyOf } from './tallies.ts';
import { thingFailed } from './thing-failed.ts';
import { createTwoSided } from './two-sided.ts';
import { createWhoLives } from './who-lives.ts';

/** The type of a report, or of what happened in the platform's own words: `push`, `SyncManager.register`. */
const typeOf = ({ service, instanceId, detail }: Entry): string =>
  service === 'reporting' ? instanceId : (detail.type ?? '');

/** Up to so many entries a keystroke finds their texts ready; beyond, the memory is worth more. */
const MOST_TEXTS = 250_000;

/** When so many positions are empty, and more than are not, what is left moves together. */
const COMPACTED = 200_000;

/**
 * The entries that are loaded, in order of the log, with what a view needs to be quick: columns of small numbers and
 * the lifetimes. A position is a whole number; new entries get the next one, older ones that are loaded later go
 * below zero, so a position stays valid for as long as the model is not reset.
 */
export interface LogModel {
  /** Positions run from `low` (inclusive) to `high` (exclusive). */
  readonly low: number;
  readonly high: number;
  readonly size: number;
  /** Raised with every change. */
  readonly version: number;
  /** Raised with every reset: positions of another epoch mean nothing. */
  readonly epoch: number;
  /** Epoch milliseconds of the earliest and latest entry; both 0 while empty. */
  readonly earliest: number;
  readonly latest: number;
  readonly time: Column;
  /** Index into `SERVICES`. */
  readonly service: Column;
  readonly event: Column;
  /** Index into `types`: what DOM event, call or report stands behind an entry. */
  readonly type: Column;
  readonly scope: Column;
  readonly origin: Column;
  /** Worker starts and page loads, by their id, in order of first sight. */
  readonly boots: ReadonlyMap<string, Boot>;
  readonly events: Dictionary;
  readonly types: Dictionary;
  readonly scopes: Dictionary;
  readonly origins: Dictionary;
  append(batch: readonly Entry[]): void;
  /** Adds a batch that is older than everything here; oldest first, as in `append`. */
  prepend(batch: readonly Entry[]): void;
  reset(): void;
  /**
   * Boots that are alive; undefined where nobody knows (a file, a server, a browser without Web Locks).
   *
   * @param asked epoch milliseconds of the question, @param high where the log ended then
   */
  setAlive(boots: ReadonlySet<string> | undefined, asked: number, high: number): void;
  /** As `setAlive` was told. */
  readonly alive: ReadonlySet<string> | undefined;
  entry(at: number): Entry;
  lifetime(at: number): LifetimeRow | undefined;
  lifetimeOf(span: string): LifetimeRow | undefined;
  standing(at: number): Standing;
  /** What free text is looked for in, lower-case. */
  text(at: number): string;
  standingOf(lifetime: LifetimeRow): Standing;
  kind(at: number): LineClass;
  /** How many entries of a sort there are, and when. */
  tally(which: TallyOf): Tally;
  /** Whether an entry is of another origin, or of another storage partition, than the model is about. */
  isOther(at: number): boolean;
  /** Forgets the entries with a `seq` below this one: the log no longer has them. */
  trim(below: number): void;
  /**
   * Position of the entry with this id. Looks at every entry, newest first.
   *
   * @param but positions that need no look, from inclusive, to exclusive
   */
  find(id: string, but?: readonly [number, number]): number | undefined;
  subscribe(listener: () => void): () => void;
}

/** @param ownOrigin entries of this origin and storage partition are no others; undefined: none are */
export function createLogModel(ownOrigin?: string): LogModel {
  const entries = createTwoSided<Entry>();
  const lives = createTwoSided<LifetimeRow | undefined>();
  const texts = createTwoSided<string>();
  const lifetimes = createLifetimes();
  const boots = createBoots();
  const living = createWhoLives();
  const tallies = createTallies();
  let version = 0;
  let epoch = 0;
  let earliest = 0;
  let latest = 0;
  const listeners = new Set<() => void>();
  const time = createColumn((length) => new Float64Array(length));
  const service = createColumn((length) => new Uint8Array(length));
  const event = createColumn((length) => new Uint32Array(length));
  const type = createColumn((length) => new Uint32Array(length));
  const scope = createColumn((length) => new Uint32Array(length));
  const origin = createColumn((length) => new Uint32Array(length));
  const events = createDictionary();
  const types = createDictionary();
  const scopes = createDictionary();
  const origins = createDictionary();

  const isOther = (one: Entry): boolean =>
    ownOrigin !== undefined && (one.origin !== ownOrigin || one.storageKey !== ownOrigin);
  const entry = (at: number): Entry => entries.get(at) as Entry;
  const changed = (): void => {
    version++;
    for (const listener of listeners) listener();
  };

  const index = (at: number, added: Entry): void => {
    lives.set(at, lifetimes.join(at, added));
    time.set(at, added.time);
    const code = Math.max(0, SERVICES.indexOf(added.service));
    service.set(at, code);
    tallies.add(code, kindOf(added.event) === 'housekeeping', isOther(added), added.time);
    event.set(at, events.code(added.event));
    type.set(at, types.code(typeOf(added)));
    scope.set(at, scopes.code(added.scope));
    origin.set(at, origins.code(added.origin));
    if (earliest === 0 || added.time < earliest) earliest = added.time;
    if (added.time > latest) latest = added.time;
    boots.see(added);
  };

  const standingOf = (life: LifetimeRow): Standing => {
    // A handler may be fine and what it was told of not: then its first entry says so.
    if (life.start !== undefined && thingFailed(entry(life.start))) return 'failed';
    if (life.end !== undefined) return standingOfEnd(entry(life.end));
    const head = headOf(life);
    if (life.start !== undefined) return living.runs(head, entry(head), latest) ? 'running' : 'terminated';
    return life.members.length === 0 ? '' : standingOfMoment(entry(head));
  };

  const forget = (): void => {
    epoch++;
    for (const part of [entries, lives, texts, lifetimes, boots, events, types, scopes, origins])
      part.clear();
    tallies.reset();
    earliest = 0;
    latest = 0;
  };

  /** Positions of another epoch: whoever holds one asks again, by the entry's id. */
  const compact = (): void => {
    const left: Entry[] = [];
    for (let at = entries.low; at < entries.high; at++) left.push(entry(at));
    forget();
    for (const one of left) index(entries.push(one), one);
  };

  const trim = (below: number): void => {
    const from = entries.low;
    let at = from;
    for (; at < entries.high && entry(at).seq < below; at++) {
      const old = entry(at);
      tallies.remove(service.get(at), kindOf(old.event) === 'housekeeping', isOther(old));
      const own = lives.get(at);
      if (own !== undefined) lifetimes.leave(at, own);
      boots.forget(old);
    }
    if (at === from) return;
    for (const list of [entries, lives, texts]) list.raise(at);
    const left = entries.high - at;
    earliest = left > 0 ? time.get(at) : 0;
    if (left === 0) latest = 0;
    tallies.begin(earliest);
    if (left < entries.gone / 2 && entries.gone > COMPACTED) compact();
    changed();
  };

  return {
    get low() {
      return entries.low;
    },
    get high() {
      return entries.high;
    },
    get size() {
      return entries.high - entries.low;
    },
    get version() {
      return version;
    },
    get epoch() {
      return epoch;
    },
    get earliest() {
      return earliest;
    },
    get latest() {
      return latest;
    },
    boots: boots.all,
    time,
    service,
    event,
    type,
    scope,
    origin,
    events,
    types,
    scopes,
    origins,
    append(batch) {
      for (const added of batch) index(entries.push(added), added);
      if (batch.length > 0) changed();
    },
    prepend(batch) {
      for (const added of [...batch].reverse()) index(entries.unshift(added), added);
      if (batch.length > 0) changed();
    },
    reset() {
      forget();
      changed();
    },
    setAlive(boots, asked, high) {
      if (living.set(boots, asked, high)) changed();
    },
    get alive() {
      return living.boots;
    },
    entry,
    lifetime: lives.get,
    lifetimeOf: lifetimes.of,
    standing(at) {
      const own = lives.get(at);
      // A moment inside a lifetime answers for itself.
      if (own === undefined || entry(at).span === undefined) return standingOfMoment(entry(at));
      return standingOf(own);
    },
    standingOf,
    text(at) {
      if (entries.high - entries.low > MOST_TEXTS) return haystackOf(entry(at));
      const known = texts.get(at) ?? haystackOf(entry(at));
      texts.set(at, known);
      return known;
    },
    kind: (at) => kindOf(events.value(event.get(at))),
    tally: tallies.of,
    isOther: (at) => isOther(entry(at)),
    trim,
    find(id, but) {
      for (let at = entries.high - 1; at >= entries.low; at--) {
        if (but !== undefined && at < but[1] && at >= but[0]) at = but[0] - 1;
        if (at >= entries.low && entry(at).id === id) return at;
      }
      return undefined;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
