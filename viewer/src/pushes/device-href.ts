import { quoteValue } from '../filter/parse.ts';
import type { PushStory } from '../sources/push-api.ts';
import type { Source } from '../sources/source.ts';
import type { ViewControl } from '../state/use-view-state.ts';

/** Milliseconds around a push: what led to it, and what came of it, is uploaded with times of its own. */
const AROUND = 60_000;

/** The address of a push's own lifetime in the log that its device uploaded; undefined where it told of none. */
export function deviceHref(
  { push, steps, install, entry }: PushStory,
  { state, href }: ViewControl,
  source: Source,
  sources: readonly Source[],
): string | undefined {
  if (push.span === '') return undefined;
  // The page's own log may have the server beside it; what devices uploaded is in the server's.
  const server = source.kind === 'server' ? source : sources.find(({ kind }) => kind === 'server');
  if (server === undefined) return undefined;
  const times = steps.map(({ time }) => time);
  return href({
    ...state,
    panel: 'all',
    source: server.id === sources[0]?.id ? undefined : server.id,
    filter: [`span:${quoteValue(push.span)}`, install && `install:${quoteValue(install)}`]
      .filter(Boolean)
      .join(' '),
    range: times.length === 0 ? undefined : [Math.min(...times) - AROUND, Math.max(...times) + AROUND],
    zoom: undefined,
    entry: entry || undefined,
    compare: undefined,
    lifetimes: true,
  });
}
