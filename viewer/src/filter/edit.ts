import { parseFilter, quoteValue, type Term } from './parse.ts';

const written = (text: string, key: string): readonly string[] =>
  parseFilter(text).flatMap((term) => (isChoice(term, key) ? term.values : []));

/** The values that a filter asks for under a key, lower-case; excluded ones are not among them. */
export function chosenValues(text: string, key: string): readonly string[] {
  return written(text, key).map((value) => value.toLowerCase());
}

const isChoice = (term: Term, key: string): boolean =>
  term.key === key && term.compare === ':' && !term.negated;

/** The filter with `value` added to, or taken from, the alternatives of `key`. */
export function toggleValue(text: string, key: string, value: string): string {
  const wanted = value.toLowerCase();
  const chosen = written(text, key);
  const others = chosen.filter((one) => one.toLowerCase() !== wanted);
  return withValues(text, key, others.length < chosen.length ? others : [...chosen, value]);
}

/** The filter with exactly these alternatives for `key`; without the key when there are none. */
export function withValues(text: string, key: string, values: readonly string[]): string {
  let rest = text;
  for (const term of [...parseFilter(text)].reverse()) {
    if (isChoice(term, key)) rest = rest.slice(0, term.from) + rest.slice(term.to);
  }
  rest = rest.trim().replace(/\s+/g, (space) => (space.length > 1 ? ' ' : space));
  if (values.length === 0) return rest;
  return `${rest}${rest === '' ? '' : ' '}${key}:${values.map(quoteValue).join(',')}`;
}
