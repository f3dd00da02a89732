import { FILTER_KEYS } from './keys.ts';
import { quoteValue } from './parse.ts';
import type { Facets } from './scan.ts';
import { FACET_KEYS, type FacetKey } from './scan.ts';

/** One way to go on. */
export interface Suggestion {
  /** Replaces the text between `from` and `to` of `Suggestions`. */
  readonly insert: string;
  readonly label: string;
  readonly count?: number;
  /** What it finds, for whoever does not know the language. */
  readonly hint?: string;
}

export interface Suggestions {
  readonly from: number;
  readonly to: number;
  readonly options: readonly Suggestion[];
}

const MOST = 12;
const KEYS = [...FILTER_KEYS.map(({ key }) => key), 'rule', 'has', 'meta.', 'detail.'];
const NUMBERS = new Set(FILTER_KEYS.filter(({ kind }) => kind === 'number').map(({ key }) => key));

/**
 * What could stand at the caret: names of keys, or values of the key before it with their counts.
 *
 * @param caret position in `text`
 * @param rules ids of the rules that found something
 * @param examples offered while nothing is written
 */
export function suggest(
  text: string,
  caret: number,
  facets: Facets,
  rules: readonly string[],
  examples: readonly Suggestion[] = [],
): Suggestions {
  if (text === '' && examples.length > 0) return { from: 0, to: 0, options: examples };
  const before = text.slice(0, caret);
  const word = /(?:[^\s"]|"(?:[^"\\]|\\.)*"?)*$/.exec(before)?.[0] ?? '';
  const from = caret - word.length;
  const rest = /^[^\s]*/.exec(text.slice(caret))?.[0].length ?? 0;
  const to = caret + rest;
  const match = /^(-?)([\w.]+):(.*)$/s.exec(word);
  if (match === null) {
    const minus = word.startsWith('-') ? '-' : '';
    const typed = word.slice(minus.length).toLowerCase();
    if (typed === '' && word === '' && caret > 0 && !/\s$/.test(before)) return { from, to, options: [] };
    const options = KEYS.filter((key) => key.startsWith(typed) && key !== typed).map((key) => ({
      insert: minus + key + (key.endsWith('.') ? '' : NUMBERS.has(key) ? '>' : ':'),
      label: key,
    }));
    return { from, to, options: options.slice(0, MOST) };
  }
  const [, minus = '', key = '', values = ''] = match;
  const comma = values.lastIndexOf(',');
  const kept = values.slice(0, comma + 1);
  const typed = values
    .slice(comma + 1)
    .replace(/^"/, '')
    .toLowerCase();
  const options = valuesOf(key.toLowerCase(), facets, rules)
    .filter(([value]) => value !== '' && value.toLowerCase().includes(typed))
    .slice(0, MOST)
    .map(([value, count]) => ({
      insert: `${minus}${key}:${kept}${quoteValue(value)} `,
      label: value,
      ...(count !== undefined && { count }),
    }));
  return { from, to, options };
}

function valuesOf(
  key: string,
  facets: Facets,
  rules: readonly string[],
): readonly (readonly [string, number | undefined])[] {
  if ((FACET_KEYS as readonly string[]).includes(key)) return [...facets[key as FacetKey]];
  const plain = (values: readonly string[]) => values.map((value) => [value, undefined] as const);
  switch (key) {
    case 'rule':
      return plain(rules);
    case 'own':
    case 'trusted':
      return plain(['true', 'false']);
    case 'story':
      return plain(['shown', 'clicked', 'dismissed']);
    case 'noise':
      return plain(['yes', 'no']);
    case 'has':
      return plain(['error', 'payload', 'extensions', 'report', 'notification', 'subscription']);
    default:
      return [];
  }
}
