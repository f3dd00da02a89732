import { documentOrigin } from './document-origin.ts';
import type { SentReport } from './parse-reports.ts';
import type { IngestPolicy } from './policy.ts';
import type { RateLimit } from './rate-limit.ts';
import { stripQueries, stripQuery } from './strip-queries.ts';

/** Why a report is acknowledged and yet not stored. An error would only make the browser send it again. */
export type DropReason = 'origin-not-allowed' | 'sampled-out' | 'client-rate' | 'origin-rate' | 'quota';

/** Applies the operator's policy to one report: what to store, or why not. */
export function selectReport(
  report: SentReport,
  policy: IngestPolicy,
  originLimit: RateLimit | undefined,
  now: number,
  depth: number,
): SentReport | DropReason {
  const { allowOrigins, sample } = policy;
  const origin =
    allowOrigins === undefined && originLimit === undefined ? '' : documentOrigin(report.url, report.body);
  if (allowOrigins !== undefined && !allowOrigins.includes(origin)) return 'origin-not-allowed';
  if (sample !== undefined && Math.random() >= sample) return 'sampled-out';
  if (originLimit !== undefined && originLimit.take(origin, 1, now) === 0) return 'origin-rate';
  if (policy.stripQueries === false) return report;
  const url = stripQuery(report.url);
  const body = stripQueries(report.body, depth);
  return url === report.url && body === report.body ? report : { ...report, url, body };
}
