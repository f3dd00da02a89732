import type { LogModel } from '../model/log-model.ts';
import { type FilterKey, filterKey } from './keys.ts';
import { parseFilter, type Term } from './parse.ts';

export type Test = (model: LogModel, at: number) => boolean;

/** One question to an entry. Groups are joined by "and"; within a group of the same key, values are alternatives. */
export interface Group {
  /** Key of the filter language; `''` for free text. A facet counts what would match without its own group. */
  readonly key: string;
  readonly test: Test;
}

/**
 * Turns a filter into tests. A key that nobody knows matches nothing, so that a typing error is seen.
 *
 * @param more keys that only the caller can read, e.g. what the doctor found
 */
export function compileFilter(text: string, more: readonly FilterKey[] = []): readonly Group[] {
  const chosen = new Map<string, Test[]>();
  const groups: Group[] = [];
  for (const term of parseFilter(text)) {
    const test = compileTerm(term, more);
    if (term.negated) groups.push({ key: `-${term.key}`, test: (model, at) => !test(model, at) });
    else if (term.compare !== ':' || term.key === '') groups.push({ key: term.key, test });
    else chosen.set(term.key, [...(chosen.get(term.key) ?? []), test]);
  }
  for (const [key, tests] of chosen) {
    groups.push({ key, test: (model, at) => tests.some((test) => test(model, at)) });
  }
  return groups;
}

function compileTerm({ key, compare, values: written }: Term, more: readonly FilterKey[]): Test {
  const values = written.map((value) => value.toLowerCase());
  if (key === '') return (model, at) => values.some((value) => model.text(at).includes(value));
  if (key === 'has') return compileHas(values);
  const known = filterKey(key, more);
  if (known === undefined) return () => false;
  if (compare !== ':') {
    const limit = Number(values[0]);
    const sign = compare === '>' ? 1 : -1;
    return (model, at) => {
      const value = known.read(model, at);
      return typeof value === 'number' && (value - limit) * sign > 0;
    };
  }
  const same = known.kind !== 'text';
  return (model, at) => {
    const value = known.read(model, at);
    if (value === undefined) return false;
    if (typeof value === 'object') return value.some((one) => values.includes(one.toLowerCase()));
    const lower = String(value).toLowerCase();
    return values.some((wanted) => (same ? lower === wanted : lower.includes(wanted)));
  };
}

function compileHas(values: readonly string[]): Test {
  const members = new Set(values);
  return (model, at) => {
    const entry = model.entry(at);
    return Object.keys(entry.detail).some((member) => members.has(member.toLowerCase()));
  };
}
