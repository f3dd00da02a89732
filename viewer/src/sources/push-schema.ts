import * as v from 'valibot';
import { isRecord, TIME } from './entry-schema.ts';
import type {
  Funnel,
  FunnelRow,
  Labels,
  Push,
  PushCounts,
  PushFinding,
  PushFindings,
  PushGone,
  PushPage,
  PushQuestion,
  PushStep,
} from './push-api.ts';
import { fitting } from './server-schema.ts';

/*
 * What the ledger answers, as far as it must be right; a member that a server does not know is empty. Of valibot only what the
 * viewer loads at first anyway: the rest of it would come with that.
 */
const text = v.string();
const word = v.fallback(text, '');
const amount = v.fallback(v.nullable(v.number()), null);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const count = v.fallback(v.custom<number>(isCount), 0);
const truth = v.fallback(v.boolean(), false);
/** Looked at by a function of ours. */
const any = v.fallback(v.unknown(), undefined);

/** A record's own members, whatever they are called. Valibot's record leaves `__proto__` and `constructor` out. */
const members = (value: unknown): readonly (readonly [string, unknown])[] =>
  isRecord(value) ? Object.entries(value) : [];

const labelsIn = (value: unknown): Labels =>
  members(value).filter((member): member is [string, string] => typeof member[1] === 'string');

const statesIn = (value: unknown): ReadonlyMap<string, number> =>
  new Map(members(value).map(([state, many]) => [state, isCount(many) ? many : 0]));

type Unread<Value, Member extends keyof Value> = Omit<Value, Member> & Readonly<Record<Member, unknown>>;

const PUSH: v.GenericSchema<unknown, Unread<Push, 'labels'>> = v.object({
  id: text,
  time: TIME,
  device: word,
  key: word,
  message: word,
  service: word,
  campaign: word,
  labels: any,
  ttl: amount,
  urgency: word,
  topic: word,
  bytes: amount,
  status: amount,
  reason: word,
  retryAfter: amount,
  state: text,
  guess: truth,
  reporting: truth,
  browser: word,
  app: word,
  span: word,
});

const pushesIn = (answers: unknown): readonly Push[] =>
  fitting(PUSH, answers).map((push) => ({ ...push, labels: labelsIn(push.labels) }));

const STEP: v.GenericSchema<unknown, PushStep> = v.object({ step: text, time: TIME, sure: word });

const COUNTS = { total: count, states: any, notReporting: count, outside: count };
const SUM: v.GenericSchema<unknown, Unread<PushCounts, 'states'>> = v.object(COUNTS);
const ROW: v.GenericSchema<unknown, Unread<FunnelRow, 'states'>> = v.object({
  ...COUNTS,
  value: v.nullable(text),
});

const withStates = <Counts extends { readonly states: unknown }>(
  counts: Counts,
): Omit<Counts, 'states'> & Pick<PushCounts, 'states'> => ({ ...counts, states: statesIn(counts.states) });

const isBehind = (answer: unknown): boolean => isRecord(answer) && answer.behind === true;

/** Undefined where it is no funnel at all. */
export function funnelOf(answer: unknown): Funnel | undefined {
  if (!isRecord(answer) || !isRecord(answer.states)) return undefined;
  const [sum] = fitting(SUM, [answer]);
  if (sum === undefined) return undefined;
  return { ...withStates(sum), rows: fitting(ROW, answer.rows).map(withStates), behind: isBehind(answer) };
}

/** Undefined where it is no page at all. */
export function pushPageOf(answer: unknown): PushPage | undefined {
  if (!isRecord(answer) || !Array.isArray(answer.pushes)) return undefined;
  const { next } = answer;
  return {
    pushes: pushesIn(answer.pushes),
    next: typeof next === 'string' ? next : null,
    behind: isBehind(answer),
  };
}

const FINDING: v.GenericSchema<unknown, Unread<PushFinding, 'filter'>> = v.object({
  rule: text,
  about: word,
  severity: v.fallback(v.picklist(['error', 'warning', 'info']), 'info'),
  title: text,
  detail: word,
  cure: word,
  pushes: count,
  devices: count,
  allDevices: v.fallback(v.boolean(), true),
  first: v.fallback(TIME, 0),
  last: v.fallback(TIME, 0),
  filter: any,
});

const questionIn = (value: unknown): PushQuestion =>
  Object.fromEntries(members(value).map(([name, values]) => [name, fitting(text, values)]));

/** Undefined where they are no findings at all. */
export function pushFindingsOf(answer: unknown): PushFindings | undefined {
  if (!isRecord(answer) || !Array.isArray(answer.findings)) return undefined;
  const findings = fitting(FINDING, answer.findings);
  return {
    findings: findings.map((finding) => ({ ...finding, filter: questionIn(finding.filter) })),
    behind: isBehind(answer),
  };
}

const EVIDENCE: v.GenericSchema<unknown, PushGone['evidence'][number]> = v.object({ time: TIME, what: text });
const GONE: v.GenericSchema<unknown, Unread<PushGone, 'evidence'>> = v.object({
  reason: text,
  title: word,
  detail: word,
  cure: word,
  since: amount,
  alive: amount,
  look: word,
  evidence: any,
});

/** A story as it is answered. */
export interface AnsweredStory {
  readonly push: Push;
  readonly steps: readonly PushStep[];
  readonly device: string;
  readonly install: string;
  readonly gone: PushGone | undefined;
  /** Id of the report that tells of it first, 0 for none. */
  readonly report: number;
}

const AROUND: v.GenericSchema<unknown, Pick<AnsweredStory, 'device' | 'install' | 'report'>> = v.object({
  device: word,
  install: word,
  report: count,
});

/** Undefined where it is no story at all. */
export function pushStoryOf(answer: unknown): AnsweredStory | undefined {
  const [around] = fitting(AROUND, [answer]);
  if (!isRecord(answer) || around === undefined) return undefined;
  const [push] = pushesIn([answer.push]);
  if (push === undefined) return undefined;
  const [gone] = fitting(GONE, [answer.gone]);
  return {
    ...around,
    push,
    steps: fitting(STEP, answer.steps),
    gone: gone && { ...gone, evidence: fitting(EVIDENCE, gone.evidence) },
  };
}
