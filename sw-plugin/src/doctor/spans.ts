import type { BootDraft } from './boot.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/** Lifetimes by span. */
export interface Spans {
  /** The lifetime of a span, first looked for in the boot that asks. */
  find(span: string, boot: BootDraft | undefined): TracedLifetime | undefined;
  add(lifetime: TracedLifetime, boot: BootDraft): void;
}

/**
 * One map per boot instead of one for all: nearly every question is about a span of the same boot, and a map of half a
 * million strings spends its time growing. What is asked across boots (a click for the push before) makes the big map.
 */
export function createSpans(boots: ReadonlyMap<string, BootDraft>): Spans {
  let everywhere: Map<string, TracedLifetime> | undefined;

  function elsewhere(span: string): TracedLifetime | undefined {
    // The recorder begins its ids with the boot: then there is only one to ask.
    const owner = boots.get(span.slice(0, Math.max(0, span.lastIndexOf('-'))));
    if (owner) return owner.spans.get(span);
    if (!everywhere) {
      everywhere = new Map();
      for (const boot of boots.values()) {
        for (const [id, lifetime] of boot.spans) if (!everywhere.has(id)) everywhere.set(id, lifetime);
      }
    }
    return everywhere.get(span);
  }

  return {
    find: (span, boot) => boot?.spans.get(span) ?? elsewhere(span),
    add(lifetime, boot) {
      boot.spans.set(lifetime.span, lifetime);
      if (everywhere && !everywhere.has(lifetime.span)) everywhere.set(lifetime.span, lifetime);
    },
  };
}
