import { SERVICES } from '@offstage/sw-plugin/log';
import { KINDS } from '../model/housekeeping.ts';
import { STANDINGS } from '../model/lifetime.ts';
import { own } from '../model/own.ts';
import { FILTER_KEYS, type FilterKey, filterKey } from './keys.ts';
import { parseFilter, quoteValue, type Term } from './parse.ts';

/** Something in a filter that can match nothing, or not what it seems to say. */
export interface FilterProblem {
  readonly kind: 'key' | 'value' | 'number' | 'or';
  /** What was written, and under which key. */
  readonly key: string;
  readonly word: string;
  /** Where it stands in the text. */
  readonly from: number;
  readonly to: number;
  /** The whole filter with what was probably meant; undefined where nobody could guess. */
  readonly meant: string | undefined;
  /** The word that was probably meant. */
  readonly guess: string | undefined;
}

/** Keys whose values are all known. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  service: SERVICES,
  outcome: STANDINGS.filter((one) => one !== ''),
  context: ['worker', 'page'],
  kind: KINDS,
  own: ['true', 'false'],
  trusted: ['true', 'false'],
  noise: ['yes', 'no'],
};

/** A filter is typed by hand; of a longer one nobody expects advice. */
const LONGEST = 2000;

/** What is probably a mistake in a filter. @param more keys that only the caller can read */
export function checkFilter(text: string, more: readonly FilterKey[] = []): readonly FilterProblem[] {
  if (text.length > LONGEST) return [];
  return parseFilter(text).flatMap((term) => problemsOf(text, term, more));
}

function problemsOf(text: string, term: Term, more: readonly FilterKey[]): readonly FilterProblem[] {
  const { key, compare, values, negated, from, to } = term;
  const replaced = (next: string): string => text.slice(0, from) + next + text.slice(to);
  const problem = (
    kind: FilterProblem['kind'],
    word: string,
    guess?: string,
    meant?: string,
  ): FilterProblem => ({ kind, key, word, from, to, guess, meant });

  if (key === '') {
    const word = values[0] ?? '';
    const bare = from > 0 && /^(or|and)$/i.test(text.slice(from, to));
    return bare ? [problem('or', word)] : [];
  }
  if (key === 'has') return [];
  const known = filterKey(key, more);
  if (known === undefined) {
    const guess = nearest(key, ['has', ...[...FILTER_KEYS, ...more].map((one) => one.key)]);
    return [
      problem(
        'key',
        key,
        guess,
        guess && replaced((negated ? '-' : '') + guess + text.slice(from + Number(negated) + key.length, to)),
      ),
    ];
  }
  if (known.kind === 'number' && compare !== ':' && !Number.isFinite(Number(values[0]))) {
    return [problem('number', values[0] ?? '')];
  }
  const allowed = own(VALUES, key);
  if (allowed === undefined || compare !== ':') return [];
  const wrong = values.find((value) => !allowed.some((one) => one.toLowerCase() === value.toLowerCase()));
  if (wrong === undefined) return [];
  const guess = nearest(wrong, allowed);
  const next = values.map((value) => quoteValue(value === wrong && guess !== undefined ? guess : value));
  return [problem('value', wrong, guess, guess && replaced(`${negated ? '-' : ''}${key}:${next.join(',')}`))];
}

/** The word that someone who wrote `word` most probably meant; undefined when none is near. */
function nearest(word: string, words: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  const begun = words.find((one) => lower.length >= 3 && one.toLowerCase().startsWith(lower));
  if (begun !== undefined) return begun;
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let least = limit + 1;
  for (const one of words) {
    const apart = distance(lower, one.toLowerCase(), least);
    if (apart < least) [best, least] = [one, apart];
  }
  return best;
}

/** Letters that were added, left out, changed, or exchanged with their neighbour; at most `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + Number(!same),
      );
      const crossed = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (crossed) least = Math.min(least, (before[j - 2] as number) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return Math.min(limit, last[b.length] as number);
}
