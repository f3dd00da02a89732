import type { Hono } from 'hono';
import type { BlankEnv } from 'hono/types';
import type { ShapeOf } from '../shapes.ts';
import type { Send } from '../store/ledger/send.ts';
import type { Report } from '../store/report.ts';
import type { Facets, Histogram } from '../store/store.ts';

/** A filter as query parameters; lists repeat the parameter. Times are epoch milliseconds. */
export interface FilterQuery {
  type?: string | string[];
  origin?: string | string[];
  endpoint?: string | string[];
  group?: string | string[];
  browser?: string | string[];
  os?: string | string[];
  app?: string | string[];
  scope?: string | string[];
  install?: string | string[];
  noise?: 'hide' | 'only';
  from?: string;
  to?: string;
  text?: string;
}

/** The same of pushes. */
export interface PushFilterQuery {
  state?: ShapeOf<'PushState'> | ShapeOf<'PushState'>[];
  campaign?: string | string[];
  /** `name:value`. */
  label?: string | string[];
  service?: string | string[];
  browser?: string | string[];
  app?: string | string[];
  status?: string | string[];
  gone?: ShapeOf<'GoneReason'> | ShapeOf<'GoneReason'>[];
  finding?: ShapeOf<'SendingRule'> | ShapeOf<'SendingRule'>[];
  device?: string | string[];
  reporting?: 'yes' | 'no';
  from?: string;
  to?: string;
}

export type ReportsPage = ShapeOf<'ReportsPage'>;
export type GroupsPage = ShapeOf<'GroupsPage'>;
export type Endpoints = ShapeOf<'Endpoints'>;
export type Rejections = ShapeOf<'Rejections'>;
export type PushesPage = ShapeOf<'PushesPage'>;
export type PushStory = ShapeOf<'PushStory'>;
export type Funnel = ShapeOf<'Funnel'>;
export type PushFindings = ShapeOf<'PushFindings'>;
export type SendsTaken = ShapeOf<'SendsTaken'>;
export type PushKey = ShapeOf<'PushKey'>;
export type PushAnswer = ShapeOf<'PushAnswer'>;
export type ApiError = ShapeOf<'ApiError'>;

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
    $delete: Route<FilterQuery, ShapeOf<'Removed'>>;
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
  '/api/push': {
    $get: Route<Record<never, never>, PushKey>;
  };
  '/api/sends': {
    $post: {
      input: { json: { sends: readonly Send[] } };
      output: SendsTaken;
      outputFormat: 'json';
      status: 200;
    };
  };
  '/api/pushes': { $get: Route<PushFilterQuery & { limit?: string; cursor?: string }, PushesPage> };
  '/api/pushes/:key': { $get: Route<Record<never, never>, PushStory, { param: { key: string } }> };
  '/api/funnel': {
    /** `by`: campaign, service, browser, app, status, gone, hour, day, or `label:NAME`. */
    $get: Route<PushFilterQuery & { by?: string }, Funnel>;
  };
  '/api/push-findings': { $get: Route<PushFilterQuery, PushFindings> };
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
