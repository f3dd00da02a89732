import type { Hole } from '../model/recording-holes.ts';
import type { Range } from './range.ts';

/**
 * What is hatched: stretches of the extent of which something is missing, apart from each other, in order.
 *
 * @param bar width of one; the first is round and begins before the log, so that less than one is no hole
 */
export function hatched(holes: readonly Hole[], extent: Range, bar: number): readonly Range[] {
  const spans = holes
    .filter(({ service, from, to }) =>
      service === undefined ? to >= extent[0] + bar : from < extent[1] && to > extent[0],
    )
    .map(({ from, to }): [number, number] => [Math.max(from, extent[0]), Math.min(to, extent[1])])
    .sort((a, b) => a[0] - b[0]);
  const apart: [number, number][] = [];
  for (const span of spans) {
    const last = apart.at(-1);
    if (last === undefined || span[0] > last[1]) apart.push(span);
    else last[1] = Math.max(last[1], span[1]);
  }
  return apart;
}
