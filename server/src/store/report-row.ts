import type { Report } from './report.ts';

/** A row of `REPORT_COLUMNS`, as either engine gives it. */
export interface ReportRow {
  readonly id: number | string;
  readonly received: number;
  readonly time: number;
  readonly type: string;
  readonly url: string;
  readonly origin: string;
  readonly endpoint: string;
  readonly user_agent: string;
  readonly browser: string;
  readonly browser_version: string;
  readonly os: string;
  readonly app: string;
  readonly scope: string;
  readonly grp: string;
  readonly noise: string;
  readonly weight: number;
  readonly body: string;
}

/** What to select from `reports r JOIN kinds k JOIN agents a` to make a report. */
export const REPORT_COLUMNS =
  'r.id, r.received, r.time, k.type, r.url, k.origin, k.endpoint, a.user_agent, k.browser, a.browser_version, a.os, a.app, a.scope, k.grp, k.noise, r.weight, r.body';

export function reportOf(row: ReportRow): Report {
  return {
    id: Number(row.id),
    received: row.received,
    time: row.time,
    type: row.type,
    url: row.url,
    origin: row.origin,
    endpoint: row.endpoint,
    userAgent: row.user_agent,
    browser: row.browser,
    browserVersion: row.browser_version,
    os: row.os,
    app: row.app,
    scope: row.scope,
    group: row.grp,
    noise: row.noise,
    weight: row.weight,
    body: JSON.parse(row.body) as unknown,
  };
}
