import { type NewEntry, SERVICES } from '@offstage/sw-plugin/log';
import * as v from 'valibot';

/** Years 0 to 9999, epoch milliseconds: what every calendar can write. */
export const TIME: v.GenericSchema<number> = v.pipe(
  v.number(),
  v.finite(),
  v.minValue(0),
  v.maxValue(253_402_300_799_999),
);

const text = v.string();
const number = v.pipe(v.number(), v.finite());
const record = v.custom<Readonly<Record<string, unknown>>>(isRecord);
const error = v.object({ name: text, message: text, stack: v.optional(text) });
const subscription = v.nullable(v.object({ endpointHost: text, applicationServerKey: v.optional(text) }));

/** Members without which nothing can be shown. */
export const NEEDED: v.GenericSchema<unknown, Pick<NewEntry, 'event' | 'service' | 'time'>> = v.object({
  time: TIME,
  event: text,
  service: v.picklist(SERVICES),
});

/** Members of an entry that views rely on, as they have to be where they are there. */
export const ENVELOPE: Schemas = {
  id: text,
  instanceId: text,
  metadata: v.custom<Readonly<Record<string, string>>>(
    (value) => isRecord(value) && Object.values(value).every((one) => typeof one === 'string'),
  ),
  detail: record,
  span: text,
  parent: text,
  parentGuess: v.literal(true),
  own: v.literal(true),
  inferred: v.literal(true),
  context: v.picklist(['worker', 'page']),
  boot: text,
  origin: text,
  storageKey: text,
  scope: text,
  scriptURL: text,
  trusted: v.boolean(),
};

/** The same for `detail`. */
export const DETAIL: Schemas = {
  phase: v.picklist(['start', 'end']),
  type: text,
  outcome: v.picklist(['ok', 'failed', 'silent']),
  duration: number,
  error,
  threw: v.literal(true),
  extensions: v.array(
    v.object({
      method: v.picklist(['waitUntil', 'respondWith']),
      at: number,
      state: v.picklist(['fulfilled', 'rejected', 'pending', 'late']),
      settled: v.optional(number),
      error: v.optional(error),
    }),
  ),
  listeners: number,
  payload: v.object({
    bytes: number,
    text: v.optional(text),
    base64: v.optional(text),
    truncated: v.optional(v.literal(true)),
  }),
  shown: number,
  visibleClients: number,
  notification: record,
  action: text,
  reply: v.union([text, record]),
  options: record,
  subscription,
  oldSubscription: subscription,
  permission: text,
  url: text,
  tag: text,
  lastChance: v.boolean(),
  attempt: number,
  fetch: record,
  payment: record,
  report: record,
  sinceBoot: number,
  count: number,
  reason: text,
  endpoints: v.array(v.record(text, v.unknown())),
  server: v.object({
    received: TIME,
    endpoint: text,
    browser: text,
    browserVersion: text,
    userAgent: v.optional(text),
    os: v.optional(text),
    app: v.optional(text),
    install: v.optional(text),
    group: text,
    noise: text,
  }),
};

export type Schemas = Readonly<Record<string, v.GenericSchema>>;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
