import { ENTRY } from '../store/entry-type.ts';
import type { BodyMembers } from './body-members.ts';

/** No report stands for more events than this, whatever it claims: one forged fraction must not drown a sum. */
const MAX_WEIGHT = 10_000;

/**
 * How many events a report stands for: network errors are sampled by the browser, entries of the log by the app.
 * Source: https://w3c.github.io/network-error-logging/#sampling-rates
 */
export function weightOf(type: string, members: BodyMembers): number {
  if (type === ENTRY) return Math.min(Math.max(members.number('weight') ?? 1, 1), MAX_WEIGHT);
  if (type !== 'network-error') return 1;
  const fraction = members.number('samplingFraction');
  if (fraction === undefined || !(fraction > 0 && fraction <= 1)) return 1;
  return Math.min(1 / fraction, MAX_WEIGHT);
}
