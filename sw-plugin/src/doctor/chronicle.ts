import type { Entry } from '../log/entry.ts';
import { adopt } from './adopt.ts';
import { type Boot, type BootDraft, beginBoot, buryReplaced, engineIn } from './boot.ts';
import { detailOf } from './detail-readers.ts';
import { type Kind, TERMINATED } from './kind.ts';
import { ordered } from './ordered.ts';
import { type Shelf, shelves } from './shelves.ts';
import { SIGN } from './sign.ts';
import { createSpans, type Spans } from './spans.ts';
import { TracedLifetime } from './traced-lifetime.ts';

/** The log, read once. */
export interface Chronicle {
  /** In order of time. */
  readonly entries: readonly Entry[];
  /** In order of their first entry. */
  readonly lifetimes: readonly TracedLifetime[];
  readonly spans: Spans;
  readonly byEvent: ReadonlyMap<string, Shelf>;
  /** In order of their first entry. */
  readonly boots: ReadonlyMap<string, Boot>;
}

/** Reads the log: one pass over the entries, and a few over the lifetimes. Never throws. */
export function chronicle(entries: readonly Entry[], alive?: ReadonlySet<string>): Chronicle {
  const sorted = ordered(entries);
  const { byEvent, shelfOf } = shelves();
  const lifetimes: TracedLifetime[] = [];
  const boots = new Map<string, BootDraft>();
  const spans = createSpans(boots);
  let boot: BootDraft | undefined;
  // The lifetimes of the last two entries. Neighbours mostly belong together, and comparing is cheaper than looking up.
  let recent: TracedLifetime | undefined;
  let earlier: TracedLifetime | undefined;

  for (const entry of sorted) {
    const shelf = shelfOf(entry.event);
    shelf.entries.push(entry);

    if (boot?.boot !== entry.boot) {
      boot = boots.get(entry.boot) ?? beginBoot(entry);
      boots.set(entry.boot, boot);
    }
    boot.last = entry.time;

    const { span } = entry;
    // `''` is what an entry has whose lifetime is no longer known.
    if (typeof span !== 'string' || span === '') continue;
    if (recent?.span === span) {
      recent.add(entry, shelf);
      continue;
    }
    let lifetime = earlier?.span === span ? earlier : known(entry, span, boot, shelf, spans);
    if (lifetime) {
      lifetime.add(entry, shelf);
    } else {
      lifetime = new TracedLifetime(span, lifetimes.length, entry, shelf);
      spans.add(lifetime, boot);
      lifetimes.push(lifetime);
    }
    earlier = recent;
    recent = lifetime;
  }

  readBoots(boots, byEvent);
  handOut(lifetimes, boots);
  adopt(lifetimes, boots, spans);

  const dead = new Set<string>();
  if (!alive) {
    buryReplaced(boots.values(), dead);
    for (const { span } of byEvent.get(TERMINATED)?.entries ?? []) {
      const victim = spans.find(span ?? '', undefined);
      if (victim?.opening) dead.add(victim.boot);
    }
  }
  for (const lifetime of lifetimes) {
    if (lifetime.outcome !== 'running') continue;
    // Pages hold no lock: what a page left open still runs, as far as anyone can tell.
    if (lifetime.context !== 'worker') continue;
    if (alive ? alive.has(lifetime.boot) : !dead.has(lifetime.boot)) continue;
    lifetime.outcome = 'terminated';
    lifetime.signs |= SIGN.terminated;
  }
  return { entries: sorted, lifetimes, spans, byEvent, boots };
}

/** The lifetime that an entry continues. One that starts a lifetime can only continue what its own boot has begun. */
function known(
  entry: Entry,
  span: string,
  boot: BootDraft,
  kind: Kind,
  spans: Spans,
): TracedLifetime | undefined {
  const phase = detailOf(entry).phase ?? kind.role;
  return phase === 'start' ? boot.spans.get(span) : spans.find(span, boot);
}

/** Entries that tell of their boot. */
const TELLING: readonly string[] = [
  'Worker started',
  'install event dispatched',
  'install event completed',
  'activate event dispatched',
  'activate event completed',
  'Registration state',
];

/** What the log tells of its boots. */
function readBoots(boots: ReadonlyMap<string, BootDraft>, byEvent: ReadonlyMap<string, Shelf>): void {
  for (const name of TELLING) {
    for (const entry of byEvent.get(name)?.entries ?? []) {
      const boot = boots.get(entry.boot);
      if (!boot) continue;
      boot.engine ??= engineIn(entry);
      if (detailOf(entry).handles && entry.time < (boot.handling?.time ?? Number.POSITIVE_INFINITY)) {
        boot.handling = entry;
      }
    }
  }
}

/** Gives the boots the events that were dispatched to them. */
function handOut(lifetimes: readonly TracedLifetime[], boots: ReadonlyMap<string, BootDraft>): void {
  let boot: BootDraft | undefined;
  for (const lifetime of lifetimes) {
    if (!lifetime.dispatched) continue;
    if (boot?.boot !== lifetime.boot) boot = boots.get(lifetime.boot);
    boot?.events.push(lifetime);
  }
}
