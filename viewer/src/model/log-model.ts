import { type Entry, SERVICES } from '@offstage/sw-plugin/log';
import { type Column, createColumn } from './column.ts';
import { createDictionary, type Dictionary } from './dictionary.ts';
import { haystackOf } from './haystack.ts';
import { kindOf, type LineClass } from './housekeeping.ts';
import {
  adopt,
  createLifetime,
  headOf,
  type LifetimeRow,
  type Standing,
  standingOfEnd,
  standingOfMoment,
} from './lifetime.ts';
import { createTallies, type Tally, type TallyOf } from './tallies.ts';
import { thingFailed } from './thing-failed.ts';

/** The type of a report, or of what happened in the platform's own words: `push`, `SyncManager.register`. */
const typeOf = ({ service, instanceId, detail }: Entry): string =>
  service === 'reporting' ? instanceId : (detail.type ?? '');

/** A worker event may run for minutes (Chromium: 5); after that a lifetime without an end has none any more. */
const LONGEST_LIFETIME = 6 * 60_000;

/** A worker that has just started may not hold its lock yet, milliseconds. */
const LOCK_DELAY = 1000;

/** Up to so many entries a keystroke finds their texts ready; beyond, the memory is worth more. */
const MOST_TEXTS = 250_000;

/** When so many positions are empty, and more than are not, what is left moves together. */
const COMPACTED = 200_000;

/** One worker start or page load, as far as entries tell. Times are epoch milliseconds. */
export interface Boot {
  readonly context: 'worker' | 'page';
  from: number;
  to: number;
}

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
  let newer: Entry[] = [];
  let older: Entry[] = [];
  let lives: (LifetimeRow | undefined)[] = [];
  let oldLives: (LifetimeRow | undefined)[] = [];
  let newTexts: string[] = [];
  let oldTexts: string[] = [];
  let spans = new Map<string, LifetimeRow>();
  const boots = new Map<string, Boot>();
  let alive: ReadonlySet<string> | undefined;
  let now = 0;
  let known = 0;
  let version = 0;
  let epoch = 0;
  let earliest = 0;
  let latest = 0;
  const listeners = new Set<() => void>();
  const time = createColumn((length) => new Float64Array(length));
  const service = createColumn((length) => new Uint8Array(length));
  const event = createColumn((length) => new Uint32Array(length));
  const scope = createColumn((length) => new Uint32Array(length));
  const origin = createColumn((length) => new Uint32Array(length));
  const tallies = createTallies();
  /** Below this position everything was trimmed. */
  let floor = Number.NEGATIVE_INFINITY;
  const type = createColumn((length) => new Uint32Array(length));
  const events = createDictionary();
  const types = createDictionary();
  const scopes = createDictionary();
  const origins = createDictionary();

  const low = (): number => Math.min(newer.length, Math.max(floor, -older.length));
  const isOther = (one: Entry): boolean =>
    ownOrigin !== undefined && (one.origin !== ownOrigin || one.storageKey !== ownOrigin);
  const entry = (at: number): Entry => (at >= 0 ? newer[at] : older[~at]) as Entry;
  const lifetime = (at: number): LifetimeRow | undefined => (at >= 0 ? lives[at] : oldLives[~at]);
  const changed = (): void => {
    version++;
    for (const listener of listeners) listener();
  };

  const named = (span: string): LifetimeRow => {
    let known = spans.get(span);
    if (known === undefined) {
      known = createLifetime(span);
      spans.set(span, known);
    }
    return known;
  };

  const join = (at: number, added: Entry): LifetimeRow | undefined => {
    // A moment inside a lifetime has no span of its own: it is shown among the entries of its parent.
    const span = added.span ?? added.parent;
    if (span === undefined) return undefined;
    const own = named(span);
    const phase = added.span === undefined ? undefined : added.detail.phase;
    if (phase === 'start') own.start = at;
    if (phase === 'end') own.end = at;
    if (at < (own.members[0] ?? Number.POSITIVE_INFINITY)) own.members.unshift(at);
    else own.members.push(at);
    if (added.span !== undefined && added.parent !== undefined) adopt(named(added.parent), own);
    return own;
  };

  const index = (at: number, added: Entry): void => {
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
    const boot = boots.get(added.boot);
    if (boot === undefined)
      boots.set(added.boot, { context: added.context, from: added.time, to: added.time });
    else if (added.time < boot.from) boot.from = added.time;
    else if (added.time > boot.to) boot.to = added.time;
  };

  const unfinished = (life: LifetimeRow): Standing => {
    const first = entry(headOf(life));
    // A page holds no lock: nobody can tell whether what it left open still runs.
    if (first.context === 'page') return 'running';
    // Who started after it was asked who is alive could not be among them.
    const later = headOf(life) >= known && first.time > now - LOCK_DELAY;
    if (alive !== undefined) return later || alive.has(first.boot) ? 'running' : 'terminated';
    return Math.max(now, latest) - first.time > LONGEST_LIFETIME ? 'terminated' : 'running';
  };

  const standingOf = (life: LifetimeRow): Standing => {
    // A handler may be fine and what it was told of not: then its first entry says so.
    if (life.start !== undefined && thingFailed(entry(life.start))) return 'failed';
    if (life.end !== undefined) return standingOfEnd(entry(life.end));
    if (life.start !== undefined) return unfinished(life);
    const only = life.members[0];
    return only === undefined ? '' : standingOfMoment(entry(only));
  };

  const forget = (): void => {
    newer = [];
    older = [];
    lives = [];
    oldLives = [];
    epoch++;
    newTexts = [];
    oldTexts = [];
    spans = new Map();
    boots.clear();
    tallies.reset();
    for (const names of [events, types, scopes, origins]) names.clear();
    floor = Number.NEGATIVE_INFINITY;
    earliest = 0;
    latest = 0;
  };

  const add = (added: Entry): void => {
    const at = newer.push(added) - 1;
    index(at, added);
    lives[at] = join(at, added);
  };

  /** Positions of another epoch: whoever holds one asks again, by the entry's id. */
  const compact = (): void => {
    const left = newer.slice(Math.max(0, low()));
    forget();
    for (const one of left) add(one);
  };

  const trim = (below: number): void => {
    const from = low();
    let at = from;
    for (; at < newer.length && entry(at).seq < below; at++) {
      const gone = entry(at);
      tallies.remove(service.get(at), kindOf(gone.event) === 'housekeeping', isOther(gone));
      const own = lifetime(at);
      // What is shown of a lifetime is what is left of it.
      if (own !== undefined) {
        own.members.shift();
        if (own.start === at) own.start = undefined;
        if (own.end === at) own.end = undefined;
        if (own.members.length === 0 && own.children.length === 0) spans.delete(own.span);
      }
      if (boots.get(gone.boot)?.to === gone.time) boots.delete(gone.boot);
      const index = at >= 0 ? at : ~at;
      const sides = at >= 0 ? [newer, lives, newTexts] : [older, oldLives, oldTexts];
      for (const side of sides) delete side[index];
    }
    if (at === from) return;
    floor = at;
    earliest = at < newer.length ? time.get(at) : 0;
    if (at === newer.length) latest = 0;
    tallies.begin(earliest);
    if (newer.length - at < (at - -older.length) / 2 && at - -older.length > COMPACTED) compact();
    changed();
  };

  return {
    get low() {
      return low();
    },
    get high() {
      return newer.length;
    },
    get size() {
      return newer.length - low();
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
    boots,
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
      for (const added of batch) add(added);
      if (batch.length > 0) changed();
    },
    prepend(batch) {
      for (let i = batch.length - 1; i >= 0; i--) {
        const added = batch[i] as Entry;
        const at = ~(older.push(added) - 1);
        index(at, added);
        oldLives[~at] = join(at, added);
      }
      if (batch.length > 0) changed();
    },
    reset() {
      forget();
      changed();
    },
    setAlive(boots, asked, high) {
      const same = sameBoots(alive, boots) && known === high;
      alive = boots;
      now = asked;
      known = high;
      if (!same) changed();
    },
    get alive() {
      return alive;
    },
    entry,
    lifetime,
    lifetimeOf: (span) => spans.get(span),
    standing(at) {
      const own = lifetime(at);
      // A moment inside a lifetime answers for itself.
      if (own === undefined || entry(at).span === undefined) return standingOfMoment(entry(at));
      return standingOf(own);
    },
    standingOf,
    text(at) {
      if (newer.length + older.length > MOST_TEXTS) return haystackOf(entry(at));
      const texts = at >= 0 ? newTexts : oldTexts;
      const index = at >= 0 ? at : ~at;
      texts[index] ??= haystackOf(entry(at));
      return texts[index] as string;
    },
    kind: (at) => kindOf(events.value(event.get(at))),
    tally: (which) => tallies.of(which),
    isOther: (at) => isOther(entry(at)),
    trim,
    find(id, but) {
      for (let at = newer.length - 1; at >= low(); at--) {
        if (but !== undefined && at < but[1] && at >= but[0]) at = but[0] - 1;
        if (at >= low() && entry(at).id === id) return at;
      }
      return undefined;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function sameBoots(a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.size === b.size && [...a].every((boot) => b.has(boot));
}
