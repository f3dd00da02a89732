import { type Dialect, hourHistogramQuery, rangeQuery, secondHistogramQuery } from './count-queries.ts';
import type { ReportFilter } from './report.ts';
import type { Histogram } from './store.ts';
import type { Condition } from './where.ts';

/** Widths of a bucket in seconds that people read well; beyond an hour, in whole hours. */
const SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600];
const HOURS = [1, 2, 3, 6, 12, 24, 48, 168];

export type RunQuery = (query: Condition) => Promise<readonly Record<string, unknown>[]>;

/**
 * Counts over time in at most `buckets` (plus the ragged last one). Bucket edges are round: every client that looks at
 * the same range sees the same bars.
 */
export async function histogramOf(
  filter: ReportFilter,
  buckets: number,
  dialect: Dialect,
  run: RunQuery,
): Promise<Histogram> {
  let { from, to } = filter;
  if (from === undefined || to === undefined) {
    const [range] = await run(rangeQuery(filter, dialect));
    if (range === undefined || range.first === null) {
      return { from: from ?? 0, to: to ?? from ?? 0, interval: 1_000, buckets: [] };
    }
    from ??= Number(range.first);
    to ??= Math.floor(Number(range.last)) + 1;
  }
  const wanted = Math.max(1, to - from) / buckets / 1_000;
  const seconds = SECONDS.find((width) => width >= wanted) ?? hoursFor(wanted) * 3_600;
  const start = Math.floor(from / 1_000 / seconds) * seconds;
  const query =
    seconds % 3_600 === 0
      ? hourHistogramQuery(filter, start / 3_600, seconds / 3_600, dialect)
      : secondHistogramQuery(filter, start, seconds, dialect);
  const byTime = new Map<number, { time: number; count: number; types: Record<string, number> }>();
  for (const row of await run(query)) {
    const time = (start + Number(row.bucket) * seconds) * 1_000;
    const count = Number(row.count);
    let bucket = byTime.get(time);
    if (bucket === undefined) {
      bucket = { time, count: 0, types: Object.create(null) as Record<string, number> };
      byTime.set(time, bucket);
    }
    bucket.count += count;
    bucket.types[String(row.type)] = count;
  }
  return { from, to, interval: seconds * 1_000, buckets: [...byTime.values()] };
}

function hoursFor(seconds: number): number {
  const hours = seconds / 3_600;
  return HOURS.find((width) => width >= hours) ?? Math.ceil(hours / 168) * 168;
}
