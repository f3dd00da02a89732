import type { Entry } from '../log/entry.ts';
import { addTo } from './add-to.ts';
import type { Boot } from './boot.ts';
import { chronicle } from './chronicle.ts';
import type { Engine } from './engine.ts';
import type { Home } from './home.ts';
import { RARE } from './sign.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

export interface DiagnoseOptions {
  /** Boots that live now, read after the entries; see `lifetimes()`. */
  readonly alive?: ReadonlySet<string> | undefined;
  /** Epoch milliseconds; the time of the newest entry unless given. */
  readonly now?: number | undefined;
  /** For logs that do not say it themselves. */
  readonly engine?: Engine | undefined;
}

/** What a rule asks of the log. */
export interface History {
  /** In order of time. */
  readonly entries: readonly Entry[];
  /** In order of their first entry. */
  readonly boots_: ReadonlyMap<string, Boot>;
  readonly now: number;
  readonly alive: ReadonlySet<string> | undefined;
  /** Entries with one of these event names, in order of time. */
  named_(...events: readonly string[]): readonly Entry[];
  /** Calls of one kind (`sync.register()`), from workers and pages, in order of their start. */
  calls_(kind: string): readonly TracedLifetime[];
  /** Events of one kind that the browser dispatched, in order of their start. Simulated ones are left out. */
  events_(kind: string): readonly TracedLifetime[];
  /** Events and calls with a sign of `RARE`, in order of their start. Simulated events are left out. */
  readonly remarkable_: readonly TracedLifetime[];
  /** The lifetime of a span, first looked for in the boot given. */
  span(id: string | undefined, home?: Home<TracedLifetime>): TracedLifetime | undefined;
  /** Every engine that an entry of this log may come from. */
  readonly engines_: ReadonlySet<Engine>;
  engineOf_(boot: Pick<Boot, 'engine'>): Engine | undefined;
}

export function historyOf(entries: readonly Entry[], options: DiagnoseOptions): History {
  const { lifetimes_: lifetimes, find, named, ...read } = chronicle(entries, options.alive);
  const byKind = new Map<string, TracedLifetime[]>();
  const remarkable: TracedLifetime[] = [];
  for (const lifetime of lifetimes) {
    if (lifetime.dispatched_ && !lifetime.trusted) continue;
    addTo(byKind, lifetime.kind, lifetime);
    if (lifetime.signs_ & RARE) remarkable.push(lifetime);
  }
  const engines = new Set<Engine>();
  for (const { engine } of read.boots_.values()) if (engine) engines.add(engine);
  // A log of one browser names its engine once; a log of many is asked boot by boot.
  const common = options.engine ?? (engines.size === 1 ? [...engines][0] : undefined);
  if (options.engine) engines.add(options.engine);
  const ofKind = (kind: string): readonly TracedLifetime[] => byKind.get(kind) ?? [];
  return {
    ...read,
    alive: options.alive,
    now: options.now ?? read.entries.at(-1)?.time ?? 0,
    named_: (...names) =>
      names.length === 1 && names[0] !== undefined
        ? named(names[0])
        : names.flatMap(named).sort((a, b) => a.time - b.time),
    calls_: ofKind,
    events_: ofKind,
    remarkable_: remarkable,
    span: (id, boot) => (id === undefined ? undefined : find(id, boot)),
    engines_: engines,
    engineOf_: (boot) => boot.engine ?? common,
  };
}
