import * as v from 'valibot';
import { isRecord, TIME } from './entry-schema.ts';
import type { EndpointUse, Refusal, Refusals, Report, ReportGroup } from './server-api.ts';

/** What a server answers, as far as it must be right; a member that an older server does not know is empty. */
const id = v.number();
const text = v.string();
const word = v.fallback(text, '');
const count = v.fallback(v.number(), 0);

/** A report, apart from its body, which is a stranger's. */
export const REPORT: v.GenericSchema<unknown, Report> = v.object({
  id,
  received: v.fallback(TIME, 0),
  time: TIME,
  type: text,
  url: word,
  origin: word,
  endpoint: word,
  userAgent: word,
  browser: word,
  browserVersion: word,
  os: word,
  app: word,
  group: word,
  noise: word,
  weight: v.fallback(v.number(), 1),
  body: v.unknown(),
});

export const GROUP: v.GenericSchema<unknown, ReportGroup> = v.object({
  group: text,
  type: text,
  title: text,
  count,
  firstSeen: TIME,
  lastSeen: TIME,
  browsers: v.fallback(v.array(text), []),
  noise: word,
});

export const ENDPOINT_USE: v.GenericSchema<unknown, EndpointUse> = v.object({
  endpoint: text,
  count,
  firstSeen: TIME,
  lastSeen: TIME,
});

/** The answers that fit, in their order. */
export function fitting<Value>(schema: v.GenericSchema<unknown, Value>, answers: unknown): readonly Value[] {
  if (!Array.isArray(answers)) return [];
  return answers.flatMap((one) => {
    const { success, output } = v.safeParse(schema, one);
    return success ? [output] : [];
  });
}

const REFUSAL: v.GenericSchema<unknown, Refusal> = v.object({
  time: TIME,
  endpoint: word,
  reason: text,
  size: v.fallback(v.number(), 0),
});

/** What was refused; a count that is no number is left out. */
export function refusalsOf(answer: unknown): Refusals {
  const { counts, samples } = isRecord(answer) ? answer : {};
  const numbers = Object.entries(isRecord(counts) ? counts : {}).filter(
    ([, count]) => typeof count === 'number',
  );
  return { counts: Object.fromEntries(numbers) as Refusals['counts'], samples: fitting(REFUSAL, samples) };
}
