import { SHAPES, type ShapeOf } from '../../../shapes.ts';
import { KEY_REFUSED } from '../reasons/gone-runs.ts';
import { FLAGS } from './flags.ts';

export type SendingRule = ShapeOf<'SendingRule'>;

export const SENDING_RULES: readonly SendingRule[] = SHAPES.SendingRule.slice(1) as readonly SendingRule[];
export const GONE_REASONS: readonly ShapeOf<'GoneReason'>[] = SHAPES.GoneReason.slice(
  1,
) as readonly ShapeOf<'GoneReason'>[];

/** What of a push its warnings are told by. */
export interface FindingKind {
  readonly flags: number;
  readonly status: number;
  /** Its push service is Chrome's. */
  readonly isChromes: boolean;
}

/** Chrome's push service. */
export const CHROMES = 'fcm.googleapis.com';

/** A rule is a flag, or a status. In both languages: what is counted is what the filter finds. */
type Test = { readonly flag: number } | { readonly statuses: readonly number[]; readonly chromes?: boolean };

const TESTS: Readonly<Record<SendingRule, Test>> = {
  'chrome-limit': { statuses: [429], chromes: true },
  'rate-limit': { statuses: [429], chromes: false },
  'retry-ignored': { flag: FLAGS.retryIgnored },
  'key-refused': { statuses: KEY_REFUSED },
  'too-large': { statuses: [413] },
  'nearly-too-large': { flag: FLAGS.nearlyTooLarge },
  'ttl-zero': { flag: FLAGS.ttlZero },
  'after-gone': { flag: FLAGS.afterGone },
  'silent-device': { flag: FLAGS.silentDevice },
  'subscribed-twice': { flag: FLAGS.subscribedTwice },
  replaced: { flag: FLAGS.replaced },
};

export function isOfRule(rule: SendingRule, { flags, status, isChromes }: FindingKind): boolean {
  const test = TESTS[rule];
  if ('flag' in test) return flags > 0 && (flags & test.flag) !== 0;
  return test.statuses.includes(status) && (test.chromes === undefined || test.chromes === isChromes);
}

/** The same as SQL over `push_kinds k`, so that the indexes of those few kinds can be used. */
export function conditionOf(rule: SendingRule): string {
  const test = TESTS[rule];
  if ('flag' in test) return `k.flags > 0 AND (k.flags & ${test.flag}) <> 0`;
  const statuses = `k.status <> 0 AND k.status IN (${test.statuses.join(', ')})`;
  if (test.chromes === undefined) return statuses;
  return `${statuses} AND k.service ${test.chromes ? '=' : '<>'} '${CHROMES}'`;
}

/** Which rules a push comes under. */
export function rulesOf(kind: FindingKind): readonly SendingRule[] {
  return SENDING_RULES.filter((rule) => isOfRule(rule, kind));
}
