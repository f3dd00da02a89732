import type { Entry } from '../log/entry.ts';
import { detailOf, list, record, text } from './detail-readers.ts';
import { type Engine, engineOf } from './engine.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/** One start of a worker, or one load of a page. */
export interface Boot {
  readonly boot: string;
  readonly context: 'worker' | 'page';
  readonly scope: string;
  readonly scriptURL: string;
  /** Times of its first and its last entry, epoch milliseconds. */
  readonly first: number;
  readonly last: number;
  readonly engine: Engine | undefined;
  /** The first entry that tells which event types the worker listens to (`detail.handles`). */
  readonly handling: Entry | undefined;
  /** Events dispatched to it, in order of their start. */
  readonly events: readonly TracedLifetime[];
}

export type BootDraft = { -readonly [K in keyof Omit<Boot, 'events'>]: Boot[K] } & {
  readonly events: TracedLifetime[];
  /** Its lifetimes by span. */
  readonly spans: Map<string, TracedLifetime>;
};

export function beginBoot(entry: Entry): BootDraft {
  return {
    boot: entry.boot,
    context: entry.context,
    scope: entry.scope,
    scriptURL: entry.scriptURL,
    first: entry.time,
    last: entry.time,
    engine: undefined,
    handling: undefined,
    events: [],
    spans: new Map(),
  };
}

const ENGINES: Readonly<Record<string, Engine>> = {
  chromium: 'chromium',
  firefox: 'firefox',
  webkit: 'webkit',
};

/** The engine that an entry names: `detail.engine`, `detail.brands` (user agent client hints) or `detail.userAgent`. */
export function engineIn(entry: Entry): Engine | undefined {
  const { engine, brands, userAgent } = detailOf(entry);
  const named = ENGINES[text(engine) ?? ''];
  if (named) return named;
  if (list(brands).some((brand) => (text(brand) ?? text(record(brand)?.brand)) === 'Chromium'))
    return 'chromium';
  return engineOf(text(userAgent) ?? '');
}

/**
 * Marks boots of which a later boot proves that they are over, for logs without word of what is alive (a file).
 *
 * Only one worker of a scope is active, so a new start ends the one before; except the start of an update, which is
 * installed beside the active worker, and of pages any number are open at once.
 */
export function buryReplaced(boots: Iterable<Boot>, dead: Set<string>): void {
  const open = new Map<string, string[]>();
  for (const { boot, scope, context, events } of boots) {
    if (context !== 'worker') continue;
    const before = open.get(scope) ?? [];
    const update = events.some((event) => event.kind === 'install');
    if (!update) for (const one of before.splice(0)) dead.add(one);
    before.push(boot);
    open.set(scope, before);
  }
}
