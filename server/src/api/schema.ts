import type { Hono } from 'hono';
import type { BlankEnv } from 'hono/types';
import type { RejectionSample } from '../ingest/rejection-samples.ts';
import type { Report, ReportGroup } from '../store/report.ts';
import type { EndpointUse, Facets, Histogram } from '../store/store.ts';

/** A filter as query parameters; lists repeat the parameter. Times are epoch milliseconds. */
export interface FilterQuery {
  type?: string | string[];
  origin?: string | string[];
  endpoint?: string | string[];
  group?: string | string[];
  browser?: string | string[];
  noise?: 'hide' | 'only';
  from?: string;
  to?: string;
  text?: string;
}

/** Newest first. `next` is the cursor of the following page, null at the end. */
export interface ReportsPage {
  readonly reports: readonly Report[];
  readonly next: string | null;
}

export interface GroupsPage {
  readonly groups: readonly ReportGroup[];
  readonly next: string | null;
}

export interface Endpoints {
  readonly endpoints: readonly EndpointUse[];
}

export interface Rejections {
  /** Since this server started, by reason. */
  readonly counts: Readonly<Record<string, number>>;
  /** The latest of each reason, newest last. */
  readonly samples: readonly RejectionSample[];
}

export interface ApiError {
  /** Stable. */
  readonly code: string;
  /** For a person. */
  readonly message: string;
}

/** A type and no interface: Hono's client looks for an index signature, which interfaces never have. */
type Route<Query, Output, Param = unknown> = {
  input: { query: Query } & Param;
  output: Output;
  outputFormat: 'json';
  status: 200;
};

/** The read API, written down: what `hc<AppType>(…)` checks against, and what the handlers must return. */
export interface ApiSchema {
  '/api/reports': {
    $get: Route<FilterQuery & { limit?: string; cursor?: string }, ReportsPage>;
    $delete: Route<FilterQuery, { removed: number }>;
  };
  '/api/reports/:id': { $get: Route<Record<never, never>, Report, { param: { id: string } }> };
  '/api/facets': { $get: Route<FilterQuery, Facets> };
  '/api/histogram': { $get: Route<FilterQuery & { buckets?: string }, Histogram> };
  '/api/groups': {
    $get: Route<
      FilterQuery & {
        limit?: string;
        cursor?: string;
        sort?: 'lastSeen' | 'firstSeen' | 'count' | 'weight';
      },
      GroupsPage
    >;
  };
  '/api/endpoints': { $get: Route<Record<never, never>, Endpoints> };
  '/api/rejections': { $get: Route<Record<never, never>, Rejections> };
}

/**
 * The server's type for Hono's typed client.
 *
 * @example
 * import { hc } from 'hono/client';
 * import type { AppType } from '@offstage/server/api';
 * const client = hc<AppType>(location.origin);
 * const page = await (await client.api.reports.$get({ query: { type: 'csp-violation' } })).json();
 */
export type AppType = Hono<BlankEnv, { [Path in keyof ApiSchema]: ApiSchema[Path] }, '/'>;
