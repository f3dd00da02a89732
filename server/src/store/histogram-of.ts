import { type Dialect, hourHistogramQuery, rangeQuery, secondHistogramQuery } from './count-queries.ts';
import type { ReportFilter } from './report.ts';
import type { Histogram, HistogramBucket } from './store.ts';
import type { Condition } from './where.ts';

/** Widths of a bucket in seconds that people read well; beyond an hour, in whole hours. */
const SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600];
const HOURS = [1, 2, 3, 6, 12, 24, 48, 168];

export type RunQuery = (query: Condition) => Promise<Iterable<Record<string, unknown>>>;

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
  const counts = new Map<number, Map<string, number>>();
  const add = (bucket: number, type: string, count: number) => {
    let types = counts.get(bucket);
    if (types === undefined) {
      types = new Map();
      counts.set(bucket, types);
    }
    types.set(type, (types.get(type) ?? 0) + count);
  };
  for (const row of await run(query)) {
    const type = String(row.type);
    if (typeof row.counts !== 'string') {
      add(Number(row.bucket), type, Number(row.count));
      continue;
    }
    const pairs = row.counts.split(' ');
    for (let at = 0; at < pairs.length; at += 2) add(Number(pairs[at]), type, Number(pairs[at + 1]));
  }
  const inOrder = [...counts].sort(([a], [b]) => a - b);
  return {
    from,
    to,
    interval: seconds * 1_000,
    buckets: inOrder.map(([bucket, types]) => histogramBucket((start + bucket * seconds) * 1_000, types)),
  };
}

/** Types are other people's text: none of them is a member that an object has anyway. */
function histogramBucket(time: number, counts: ReadonlyMap<string, number>): HistogramBucket {
  const types = Object.create(null) as Record<string, number>;
  let count = 0;
  for (const [type, ofType] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    types[type] = ofType;
    count += ofType;
  }
  return { time, count, types };
}

function hoursFor(seconds: number): number {
  const hours = seconds / 3_600;
  return HOURS.find((width) => width >= hours) ?? Math.ceil(hours / 168) * 168;
}
