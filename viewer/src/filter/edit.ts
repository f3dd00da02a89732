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

const isSame = (a: Term, b: Term): boolean =>
  a.key === b.key &&
  a.compare === b.compare &&
  a.negated === b.negated &&
  a.values.join('\n').toLowerCase() === b.values.join('\n').toLowerCase();

/** Whether a filter has each condition of another one, as it is. */
export function hasAll(text: string, others: string): boolean {
  const terms = parseFilter(text);
  return parseFilter(others).every((other) => terms.some((term) => isSame(term, other)));
}

/** The filter without the conditions that `others` has, as they are. */
export const withoutAll = (text: string, others: string): string => {
  const gone = parseFilter(others);
  return without(text, (term) => gone.some((other) => isSame(term, other)));
};

/** The filter with the conditions of `others` on top; they replace what it chose under the same keys. */
export function withAll(text: string, others: string): string {
  const added = parseFilter(others);
  const rest = without(text, (term) =>
    added.some((other) => isSame(term, other) || (isChoice(other, other.key) && isChoice(term, other.key))),
  );
  return [rest, others].filter(Boolean).join(' ');
}

function without(text: string, isGone: (term: Term) => boolean): string {
  let rest = text;
  for (const term of [...parseFilter(text)].reverse()) {
    if (isGone(term)) rest = rest.slice(0, term.from) + rest.slice(term.to);
  }
  return rest.trim().replace(/\s+/g, (space) => (space.length > 1 ? ' ' : space));
}

/** The filter with exactly these alternatives for `key`; without the key when there are none. */
export function withValues(text: string, key: string, values: readonly string[]): string {
  const rest = without(text, (term) => isChoice(term, key));
  if (values.length === 0) return rest;
  return `${rest}${rest === '' ? '' : ' '}${key}:${values.map(quoteValue).join(',')}`;
}
