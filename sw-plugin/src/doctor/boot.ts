import type { Entry } from '../log/entry.ts';
import type { Engine } from './engine.ts';
import { spanIndex } from './span-index.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/** One start of a worker, or one load of a page. */
export class Boot {
  readonly boot: string;
  readonly context: 'worker' | 'page';
  readonly origin: string;
  readonly scope: string;
  readonly scriptURL: string;
  /** Its first entry. */
  readonly first: Entry;
  /** Time of its last entry, epoch milliseconds. */
  last: number;
  engine: Engine | undefined = undefined;
  /** Its start is in the log: then the recording of service `serviceWorker` was on. */
  started_ = false;
  /** In order of their first entry. */
  readonly lifetimes_: TracedLifetime[] = [];
  readonly find: (span: string) => TracedLifetime | undefined = spanIndex(this.lifetimes_);
  private dispatched: readonly TracedLifetime[] | undefined = undefined;

  constructor(first: Entry) {
    this.boot = first.boot;
    this.context = first.context;
    this.origin = first.origin;
    this.scope = first.scope;
    this.scriptURL = first.scriptURL;
    this.first = first;
    this.last = first.time;
  }

  /** Events dispatched to it, in order of their start. Few boots are asked; not before the log is read to its end. */
  get events_(): readonly TracedLifetime[] {
    this.dispatched ??= this.lifetimes_.filter((lifetime) => lifetime.dispatched_);
    return this.dispatched;
  }
}

/**
 * Boots of which a later boot proves that they are over, for logs without word of what is alive (a file).
 *
 * Only one worker of a scope is active, so a new start ends the one before; except the start of an update, which is
 * installed beside the active worker, and of pages any number are open at once. Later by the clock and by the order in
 * which they were written, for clocks are set back.
 *
 * @param updates Boots that were started to be installed.
 */
export function replacedBoots(boots: Iterable<Boot>, updates: ReadonlySet<string>): ReadonlySet<string> {
  const dead = new Set<string>();
  const open = new Map<string, Boot[]>();
  for (const boot of boots) {
    if (boot.context !== 'worker') continue;
    const before = open.get(boot.scope) ?? [];
    const goesOn = (one: Boot): boolean =>
      updates.has(boot.boot) || one.first.time === boot.first.time || one.first.seq > boot.first.seq;
    for (const one of before) if (!goesOn(one)) dead.add(one.boot);
    open.set(boot.scope, [...before.filter(goesOn), boot]);
  }
  return dead;
}
