import { text } from './detail-readers.ts';
import { saySource } from './say-source.ts';

/** So many listeners of one type are named. */
const MOST = 4;

/** `sw.js:12`: where the listeners for a type of event were added, in that order, as far as `sources` tell. */
export function listenerSources(sources: readonly unknown[], type: string | undefined): readonly string[] {
  const said: string[] = [];
  for (const source of sources.slice(0, 100)) {
    const stack = text(source);
    if (!type || !stack?.startsWith(`${type} `)) continue;
    const place = saySource(stack);
    if (place && said.length < MOST) said.push(place);
  }
  return said;
}
