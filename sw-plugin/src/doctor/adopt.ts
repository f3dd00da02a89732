import type { BootDraft } from './boot.ts';
import type { Spans } from './spans.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/** A chain push → notification → click → window has four links; what is far longer is a loop. */
const MAX_DEPTH = 32;

/** Hangs every lifetime under its parent, unless a broken log says that they are each other's parents. */
export function adopt(
  lifetimes: readonly TracedLifetime[],
  boots: ReadonlyMap<string, BootDraft>,
  spans: Spans,
): void {
  let last: TracedLifetime | undefined;
  let boot: BootDraft | undefined;
  for (const lifetime of lifetimes) {
    if (lifetime.parent === undefined) {
      last = lifetime;
      continue;
    }
    // Most children come right after their parent, and comparing is cheaper than looking up.
    if (boot?.boot !== lifetime.boot) boot = boots.get(lifetime.boot);
    const parent = last?.span === lifetime.parent ? last : spans.find(lifetime.parent, boot);
    if (!parent || isAbove(lifetime, parent, spans)) continue;
    parent.adopt(lifetime);
  }
}

function isAbove(lifetime: TracedLifetime, parent: TracedLifetime, spans: Spans): boolean {
  let above: TracedLifetime | undefined = parent;
  for (let depth = 0; above; depth++) {
    if (above === lifetime || depth === MAX_DEPTH) return true;
    above = above.parent === undefined ? undefined : spans.find(above.parent, undefined);
  }
  return false;
}
