import type { Boot } from './boot.ts';
import type { Home } from './home.ts';
import { spanIndex } from './span-index.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/** The lifetime of a span, first looked for in the boot that asks. */
export type FindSpan = (span: string, home: Home<TracedLifetime> | undefined) => TracedLifetime | undefined;

/** One index per boot instead of one for all: nearly every question is about a span of the same boot. */
export function createFindSpan(
  lifetimes: readonly TracedLifetime[],
  boots: ReadonlyMap<string, Boot>,
): FindSpan {
  const findAnywhere = spanIndex(lifetimes);

  return (span, boot) => {
    const own = boot?.find(span);
    if (own) return own;
    // The recorder begins its ids with the boot: then there is only one to ask.
    const owner = boots.get(span.slice(0, Math.max(0, span.lastIndexOf('-'))));
    return owner ? owner.find(span) : findAnywhere(span);
  };
}
