export interface Stack {
  /** SVG path per series, in a field of `counts[0].length` × 1 units, 0 at the top. */
  readonly paths: readonly string[];
  /** Count of the highest bucket. */
  readonly highest: number;
}

/** Stacked bars as one path per series: the cost of drawing does not depend on how many entries there are. */
export function stackPath(counts: readonly (readonly number[])[]): Stack {
  const buckets = counts[0]?.length ?? 0;
  const totals = Array.from({ length: buckets }, (_, bucket) =>
    counts.reduce((sum, series) => sum + (series[bucket] ?? 0), 0),
  );
  const highest = Math.max(1, ...totals);
  const below = new Array<number>(buckets).fill(0);
  const paths = counts.map((series) => {
    let path = '';
    series.forEach((count, bucket) => {
      if (count === 0) return;
      const from = below[bucket] as number;
      below[bucket] = from + count;
      path += `M${bucket + 0.08} ${round(1 - from / highest)}h.84V${round(1 - (from + count) / highest)}h-.84z`;
    });
    return path;
  });
  return { paths, highest };
}

/** In units of the field: three pixels of its forty. */
const CAP = 0.075;

/** One path for the caps on the bars of buckets in which something failed. */
export function capPath(counts: readonly (readonly number[])[], failures: readonly number[]): string {
  const { highest } = stackPath(counts);
  let path = '';
  failures.forEach((failed, bucket) => {
    if (failed === 0) return;
    const total = counts.reduce((sum, series) => sum + (series[bucket] ?? 0), 0);
    const top = round(1 - total / highest);
    path += `M${bucket + 0.08} ${top}h.84v${Math.min(CAP, round(1 - top))}h-.84z`;
  });
  return path;
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;
