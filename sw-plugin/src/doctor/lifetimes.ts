import type { Entry } from '../log/entry.ts';
import { chronicle } from './chronicle.ts';
import { detailOf, text } from './detail-readers.ts';
import type { Lifetime } from './lifetime.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/**
 * Groups entries by `span` into lifetimes, in order of their first entry. Entries without a span (moments) are in none.
 * Plain data: it can be posted to another thread.
 *
 * @param alive Boots that live now (`LogClient.alive()`), read after the entries. A lifetime without an end is
 * `running` when its boot is among them, else `terminated`. Without it only a later start of the same worker proves
 * that one was terminated.
 * @example
 * for (const lifetime of lifetimes(await log.read())) console.log(lifetime.type, lifetime.outcome, lifetime.duration);
 */
export function lifetimes(entries: readonly Entry[], alive?: ReadonlySet<string>): readonly Lifetime[] {
  const traced = chronicle(entries, alive).lifetimes_;
  const plain = traced.map(toPlain);
  traced.forEach(({ children_: children }, index) => {
    const own = plain[index]?.children;
    for (const child of children) own?.push(plain[child.index] as Lifetime);
  });
  return plain;
}

function toPlain(traced: TracedLifetime): Lifetime & { readonly children: Lifetime[] } {
  return {
    span: traced.span,
    service: traced.service,
    type: text(detailOf(traced.first).type) ?? traced.kind,
    kind: traced.kind,
    instanceId: traced.instanceId,
    start: traced.start,
    end: traced.end,
    outcome: traced.outcome,
    duration: traced.duration,
    entries: traced.entries,
    opening: traced.opening_,
    closing: traced.closing_,
    parent: traced.parent,
    parentGuess: traced.parentGuess,
    children: [],
    context: traced.context,
    boot: traced.boot,
    scope: traced.scope,
    dispatched: traced.dispatched_,
    trusted: traced.trusted,
  };
}
