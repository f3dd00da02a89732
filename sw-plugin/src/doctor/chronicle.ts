import type { Entry } from '../log/entry.ts';
import { adopt } from './adopt.ts';
import { Boot, replacedBoots } from './boot.ts';
import { detailOf, text } from './detail-readers.ts';
import { engineOf } from './engine.ts';
import { createFindSpan, type FindSpan } from './find-span.ts';
import { openLifetimes } from './open-lifetimes.ts';
import { ordered } from './ordered.ts';
import { type Shelves, shelves } from './shelves.ts';
import { SIGN } from './sign.ts';
import { TracedLifetime } from './traced-lifetime.ts';

/** The log, read once. */
export interface Chronicle {
  /** In order of time. */
  readonly entries: readonly Entry[];
  /** In order of their first entry. */
  readonly lifetimes_: readonly TracedLifetime[];
  readonly find: FindSpan;
  readonly named: Shelves['named'];
  /** In order of their first entry. */
  readonly boots_: ReadonlyMap<string, Boot>;
}

/** Reads the log: one pass over the entries, and a few over the lifetimes. Never throws. */
export function chronicle(entries: readonly Entry[], alive?: ReadonlySet<string>): Chronicle {
  const sorted = ordered(entries);
  const { put, named } = shelves(sorted);
  const lifetimes: TracedLifetime[] = [];
  const boots = new Map<string, Boot>();
  const find = createFindSpan(lifetimes, boots);
  const open = openLifetimes();
  /** Lifetimes whose first entry was not their start, for when it comes: clocks are set back, too. */
  const headless = new Map<string, TracedLifetime>();
  let boot: Boot | undefined;

  for (let at = 0; at < sorted.length; at++) {
    const entry = sorted[at] as Entry;
    const shelf = put(at);
    if (boot?.boot !== entry.boot) boot = bootOf(entry, boots);
    boot.last = entry.time;

    const { span } = entry;
    // `''` is what an entry has whose lifetime is no longer known.
    if (typeof span !== 'string' || span === '') continue;
    const detail = detailOf(entry);
    const starts = (detail.phase ?? shelf.role_) === 'start';
    let lifetime = starts
      ? headless.size > 0
        ? headless.get(span)
        : undefined
      : (open.find(span) ?? find(span, boot));
    if (!lifetime) {
      lifetime = new TracedLifetime(span, lifetimes.length, boot, shelf);
      lifetimes.push(lifetime);
      boot.lifetimes_.push(lifetime);
      if (!starts) headless.set(span, lifetime);
    }
    lifetime.add(entry, detail, shelf);
    open.touch_(lifetime);
  }

  readStarts(boots, named);
  adopt(lifetimes, find);
  terminate(lifetimes, alive, alive ? undefined : replacedBoots(boots.values(), updatesIn(named)));
  return { entries: sorted, lifetimes_: lifetimes, find, named, boots_: boots };
}

function bootOf(entry: Entry, boots: Map<string, Boot>): Boot {
  let boot = boots.get(entry.boot);
  if (!boot) {
    boot = new Boot(entry);
    boots.set(entry.boot, boot);
  }
  return boot;
}

function readStarts(boots: ReadonlyMap<string, Boot>, named: Shelves['named']): void {
  for (const entry of named('Worker started')) {
    const boot = boots.get(entry.boot) as Boot;
    boot.started_ = true;
    boot.engine ??= engineOf(text(detailOf(entry).userAgent) ?? '');
  }
}

/** Boots of workers that were being installed. */
function updatesIn(named: Shelves['named']): ReadonlySet<string> {
  return new Set(
    ['install event dispatched', 'install event completed'].flatMap(named).map(({ boot }) => boot),
  );
}

/** Marks what still ran in a worker that is over: one not `alive`, or one of the `dead`. */
function terminate(
  lifetimes: readonly TracedLifetime[],
  alive: ReadonlySet<string> | undefined,
  dead: ReadonlySet<string> | undefined,
): void {
  for (const lifetime of lifetimes) {
    if (lifetime.outcome !== 'running') continue;
    // Pages hold no lock: what a page left open still runs, as far as anyone can tell.
    if (lifetime.context !== 'worker') continue;
    if (alive ? alive.has(lifetime.boot) : !dead?.has(lifetime.boot)) continue;
    lifetime.outcome = 'terminated';
    lifetime.signs_ |= SIGN.terminated;
  }
}
