import type { Station } from '../model/story/story.ts';
import type { Strings } from './strings.ts';

/** What a station is called; of attempts the number, of requests how many were done. */
export function stationWords({ name, count }: Station, t: Strings): string {
  if (name === 'attempt' && count !== undefined) return t.attempt(count);
  if (name === 'requests' && count !== undefined) return t.storyRequests(count);
  return t.station[name];
}
