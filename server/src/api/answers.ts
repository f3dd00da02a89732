import * as v from 'valibot';
import type { Report, ReportGroup } from '../store/report.ts';
import type { EndpointUse, Facets, Histogram } from '../store/store.ts';
import type { ApiError, Endpoints, GroupsPage, Rejections, ReportsPage } from './schema.ts';

/*
 * What the API answers, as schemas: the OpenAPI document is made of them, and the compiler holds them to the types that the
 * handlers and clients use.
 */
const text = v.string();
const number = v.number();
const count = v.pipe(v.number(), v.integer());
const next = v.nullable(v.string());
const counts = v.record(v.string(), count);
const facet = v.array(v.object({ value: text, count }));

type Plain<Value> = Value extends readonly (infer Item)[]
  ? Plain<Item>[]
  : Value extends object
    ? { -readonly [Member in keyof Value]: Plain<Value[Member]> }
    : Value;

/** A schema of exactly this type, but for `readonly`. */
function exactly<Type>() {
  return <Schema extends v.GenericSchema>(
    schema: [Plain<Type>, v.InferOutput<Schema>] extends [v.InferOutput<Schema>, Plain<Type>]
      ? Schema
      : never,
  ): v.GenericSchema => schema;
}

const report = v.object({
  id: count,
  received: number,
  time: number,
  type: text,
  url: text,
  origin: text,
  endpoint: text,
  userAgent: text,
  browser: text,
  browserVersion: text,
  os: text,
  group: text,
  noise: text,
  weight: number,
  body: v.unknown(),
});

const group = v.object({
  group: text,
  type: text,
  title: text,
  count,
  weight: number,
  firstSeen: number,
  lastSeen: number,
  browsers: v.array(text),
  noise: text,
  sample: count,
});

const use = v.object({ endpoint: text, count, firstSeen: number, lastSeen: number });

const reason = v.picklist([
  ...(['not-json', 'not-an-object', 'empty', 'bad-type', 'too-long', 'too-deep', 'too-many'] as const),
  ...(['too-large', 'no-endpoint', 'retired', 'unknown-encoding', 'too-slow', 'broken-off'] as const),
]);

/** By the name that the document refers to them by. */
export const ANSWERS: Readonly<Record<string, v.GenericSchema>> = {
  Report: exactly<Report>()(report),
  ReportGroup: exactly<ReportGroup>()(group),
  ReportsPage: exactly<ReportsPage>()(v.object({ reports: v.array(report), next })),
  GroupsPage: exactly<GroupsPage>()(v.object({ groups: v.array(group), next })),
  Facets: exactly<Facets>()(
    v.object({
      total: count,
      type: facet,
      origin: facet,
      endpoint: facet,
      browser: facet,
      noise: facet,
    }),
  ),
  Histogram: exactly<Histogram>()(
    v.object({
      from: number,
      to: number,
      interval: count,
      buckets: v.array(v.object({ time: number, count, types: counts })),
    }),
  ),
  EndpointUse: exactly<EndpointUse>()(use),
  Endpoints: exactly<Endpoints>()(v.object({ endpoints: v.array(use) })),
  Rejections: exactly<Rejections>()(
    v.object({
      counts,
      samples: v.array(v.object({ time: number, endpoint: text, reason, size: count, count, sample: text })),
    }),
  ),
  Removed: exactly<{ removed: number }>()(v.object({ removed: count })),
  ApiError: exactly<ApiError>()(v.object({ code: text, message: text })),
};
