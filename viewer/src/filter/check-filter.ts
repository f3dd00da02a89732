import { SERVICES } from '@offstage/sw-plugin/log';
import { KINDS } from '../model/housekeeping.ts';
import { STANDINGS } from '../model/lifetime.ts';
import { own } from '../model/own.ts';
import { FILTER_KEYS, type FilterKey, filterKey } from './keys.ts';
import { nearest } from './nearest.ts';
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
  story: ['shown', 'clicked', 'dismissed'],
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
