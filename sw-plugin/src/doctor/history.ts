import type { Entry } from '../log/entry.ts';
import type { Boot } from './boot.ts';
import { chronicle } from './chronicle.ts';
import type { Engine } from './engine.ts';
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
  readonly lifetimes: readonly TracedLifetime[];
  readonly boots: ReadonlyMap<string, Boot>;
  readonly now: number;
  readonly alive: ReadonlySet<string> | undefined;
  /** Entries with one of these event names; of one name in order of time. */
  named(...events: readonly string[]): readonly Entry[];
  /** Calls of one kind (`sync.register()`), from workers and pages, in order of their start. */
  calls(kind: string): readonly TracedLifetime[];
  /** Events that the browser dispatched, of one kind or all, in order of their start. Simulated ones are left out. */
  events(kind?: string): readonly TracedLifetime[];
  /** Events and calls with a sign of `RARE`, in order of their start. Simulated events are left out. */
  withSign(sign: number): readonly TracedLifetime[];
  span(id: string | undefined): TracedLifetime | undefined;
  /** Every engine that an entry of this log may come from. */
  readonly engines: ReadonlySet<Engine>;
  engineOf(boot: string): Engine | undefined;
}

export function historyOf(entries: readonly Entry[], options: DiagnoseOptions): History {
  const { byEvent, spans, ...read } = chronicle(entries, options.alive);
  const { byKind, bySign, events } = sorted(read.lifetimes);
  const engines = new Set<Engine>();
  for (const { engine } of read.boots.values()) if (engine) engines.add(engine);
  // A log of one browser names its engine once; a log of many is asked boot by boot.
  const common = options.engine ?? (engines.size === 1 ? [...engines][0] : undefined);
  if (options.engine) engines.add(options.engine);
  let asked: Boot | undefined;
  return {
    ...read,
    alive: options.alive,
    now: options.now ?? read.entries.at(-1)?.time ?? 0,
    named: (...names) =>
      names.length === 1 && names[0] !== undefined
        ? (byEvent.get(names[0])?.entries ?? [])
        : names.flatMap((name) => byEvent.get(name)?.entries ?? []),
    calls: (kind) => byKind.get(kind) ?? [],
    events: (kind) => (kind === undefined ? events : (byKind.get(kind) ?? [])),
    withSign: (sign) => bySign.get(sign) ?? [],
    span: (id) => (id === undefined ? undefined : spans.find(id, undefined)),
    engines,
    engineOf: (boot) => {
      if (asked?.boot !== boot) asked = read.boots.get(boot);
      return asked?.engine ?? common;
    },
  };
}

/** Calls and trusted events by kind and by sign, and all those events. */
function sorted(lifetimes: readonly TracedLifetime[]): {
  readonly byKind: ReadonlyMap<string, readonly TracedLifetime[]>;
  readonly bySign: ReadonlyMap<number, readonly TracedLifetime[]>;
  readonly events: readonly TracedLifetime[];
} {
  const byKind = new Map<string, TracedLifetime[]>();
  const bySign = new Map<number, TracedLifetime[]>();
  const events: TracedLifetime[] = [];
  for (const lifetime of lifetimes) {
    if (lifetime.dispatched) {
      if (!lifetime.trusted) continue;
      events.push(lifetime);
    }
    const same = byKind.get(lifetime.kind);
    if (same) same.push(lifetime);
    else byKind.set(lifetime.kind, [lifetime]);
    for (let rest = lifetime.signs & RARE; rest; rest &= rest - 1) {
      const sign = rest & -rest;
      const signed = bySign.get(sign);
      if (signed) signed.push(lifetime);
      else bySign.set(sign, [lifetime]);
    }
  }
  return { byKind, bySign, events };
}
