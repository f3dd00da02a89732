import type { Service } from '@offstage/sw-plugin/log';
import { installsIn } from '../filter/installs-in.ts';
import { parseFilter } from '../filter/parse.ts';
import type { ReportCounts, ReportFilter } from '../sources/server-api.ts';
import { UPLOADED } from '../sources/server-entry.ts';

export interface ServerQuestionOptions {
  readonly filter: string;
  /** Epoch milliseconds. */
  readonly range: readonly [number, number] | undefined;
  /** Undefined: all services. */
  readonly service: Service | undefined;
  /** Values that the server has. */
  readonly known: ReportCounts;
  /** Words of which only the view knows where they stand, lower-case: user agents of what is loaded. */
  readonly unsearched: string;
}

/** Longest text that the server looks for, characters. */
const LONGEST = 1_000;
/** Said of every report by the view alone. */
const OUR_WORDS = 'report received\nreporting api';

/**
 * What the server can answer of a filter: never less than what the filter lets through, which goes over the answer once
 * more. Empty where it can answer nothing of it.
 */
export function serverQuestion(options: ServerQuestionOptions): ReportFilter {
  const { filter, range, service, known } = options;
  const terms = parseFilter(filter).filter(({ negated, compare }) => !negated && compare === ':');
  const valuesOf = (key: string): readonly string[] =>
    terms.filter((term) => term.key === key).flatMap(({ values }) => values.map((one) => one.toLowerCase()));
  /** The server's own spelling of what is asked for; undefined where something is asked for that it does not have so. */
  const spelled = (
    key: 'type' | 'browser' | 'origin',
    same: (theirs: string, ours: string) => boolean,
  ): readonly string[] | undefined => {
    const ours = valuesOf(key);
    const theirs = known[key].map(({ value }) => value);
    if (!ours.every((one) => theirs.some((value) => same(value.toLowerCase(), one)))) return undefined;
    return theirs.filter((value) => ours.some((one) => same(value.toLowerCase(), one)));
  };
  const equal = (theirs: string, ours: string): boolean => theirs === ours;
  const type = spelled('type', equal);
  const uploaded = service !== undefined && service !== 'reporting' ? [UPLOADED] : [];
  const browser = spelled('browser', equal);
  const origin = spelled('origin', (theirs, ours) => `${theirs}/`.includes(ours));
  const group = valuesOf('group');
  const noise = valuesOf('noise');
  const time = range && { from: Math.max(0, Math.floor(range[0])), to: Math.ceil(range[1]) };
  const install = installsIn(filter);
  // The doctor looks at all that an installation sent: what the rest of the filter leaves out is missing in no story then.
  if (install.length > 0 && install.length === valuesOf('install').length) return { install, ...time };
  // The server tells capitals apart, and versions have none as a rule.
  const app = valuesOf('app').filter((one) => /^[\d.]+$/.test(one));
  const text = wordFor(options, terms);
  const types = uploaded.length > 0 ? uploaded : (type ?? []);
  return {
    ...(types.length > 0 && { type: types }),
    ...(browser?.length && { browser }),
    ...(origin?.length && { origin }),
    ...(group.length > 0 && { group }),
    ...(app.length > 0 && app.length === valuesOf('app').length && { app }),
    ...(noise.join() === 'no' && { noise: 'hide' }),
    ...(noise.join() === 'yes' && { noise: 'only' }),
    ...(text !== undefined && { text }),
    ...time,
  };
}

/** The longest word that stands in bodies and addresses alone: elsewhere the server does not look. */
function wordFor(
  { known, unsearched }: ServerQuestionOptions,
  terms: ReturnType<typeof parseFilter>,
): string | undefined {
  const elsewhere = [
    OUR_WORDS,
    unsearched,
    ...[known.type, known.browser, known.endpoint].flatMap((facet) => facet.map(({ value }) => value)),
  ]
    .join('\n')
    .toLowerCase();
  const words = terms
    .filter(({ key, values }) => key === '' && values.length === 1)
    .map(({ values }) => values[0] as string)
    .filter((word) => word.length <= LONGEST && !elsewhere.includes(word.toLowerCase()));
  return words.sort((a, b) => b.length - a.length)[0];
}
