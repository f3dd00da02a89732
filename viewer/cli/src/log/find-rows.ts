import { checkFilter, type FilterProblem } from '../../../src/filter/check-filter.ts';
import { compileFilter } from '../../../src/filter/compile.ts';
import type { FilterKey } from '../../../src/filter/keys.ts';
import { orderByTime } from '../../../src/filter/order-of-time.ts';
import { seesHousekeeping } from '../../../src/filter/sees-housekeeping.ts';
import type { LogModel } from '../../../src/model/log-model.ts';

/** What a filter found. */
export interface Found {
  /** Positions in order of time. */
  readonly rows: Int32Array;
  /** Entries that match, but are hidden as housekeeping. */
  readonly housekeeping: number;
  /** What is probably a mistake in the filter, a sentence each. */
  readonly doubts: readonly string[];
}

/** What the filter of the viewer finds in a log. @param all shows housekeeping in any case */
export function findRows(
  model: LogModel,
  filter: string,
  all: boolean,
  more: readonly FilterKey[] = [],
): Found {
  const groups = compileFilter(filter, more);
  const hides = !all && !seesHousekeeping(filter);
  const found: number[] = [];
  let housekeeping = 0;
  for (let at = model.low; at < model.high; at++) {
    if (!groups.every(({ test }) => test(model, at))) continue;
    if (hides && model.kind(at) === 'housekeeping') housekeeping++;
    else found.push(at);
  }
  const doubts = checkFilter(filter, more).map(doubtOf);
  return { rows: orderByTime(model.time, Int32Array.from(found)), housekeeping, doubts };
}

function doubtOf({ kind, key, word, guess }: FilterProblem): string {
  const meant = guess === undefined ? '' : ` Did you mean “${guess}”?`;
  switch (kind) {
    case 'key':
      return `The filter has no key “${word}”, so nothing matches.${meant}`;
    case 'value':
      return `${key} is never “${word}”.${meant}`;
    case 'number':
      return `${key} is compared with a number, and “${word}” is none.`;
    case 'or':
      return `“${word}” is looked for as a word. Alternatives are written key:a,b.`;
    default:
      return kind satisfies never;
  }
}
