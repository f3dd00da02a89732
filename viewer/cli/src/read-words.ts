import { parseArgs } from 'node:util';
import type { Command, Option } from './command.ts';
import { EVERYWHERE } from './everywhere.ts';
import { Problem } from './problem.ts';
import type { Words } from './words.ts';

/** `-outcome:ok`: a part of a filter, which only looks like options. */
const EXCLUDES = /^-[^-].*|^-"/s;

const optionsOf = (options: readonly Option[]): Record<string, object> =>
  Object.fromEntries(
    options.map(({ name, short, value }) => [
      name,
      { type: value ? 'string' : 'boolean', multiple: value !== undefined, ...(short && { short }) },
    ]),
  );

/** Reads what was written behind a command's name. */
export function readWords({ name, options }: Command, written: readonly string[]): Words {
  const known = [...options, ...EVERYWHERE];
  const shorts = known.flatMap(({ short }) => (short ? [short] : []));
  const valued = new Set(
    known.filter(({ value }) => value).flatMap((one) => [`--${one.name}`, `-${one.short}`]),
  );
  const isFilter = (word: string, at: number): boolean =>
    EXCLUDES.test(word) &&
    !valued.has(written[at - 1] ?? '') &&
    !(shorts.includes(word[1] ?? '') && /^-\w\d*$/.test(word));
  const end = written.indexOf('--');
  const looked = end === -1 ? written : written.slice(0, end);
  const rest = end === -1 ? [] : written.slice(end + 1);
  const filters = new Set(looked.flatMap((word, at) => (isFilter(word, at) ? [at] : [])));
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({
      args: looked.filter((_, at) => !filters.has(at)),
      options: optionsOf(known) as NonNullable<Parameters<typeof parseArgs>[0]>['options'] & object,
      allowPositionals: true,
    });
  } catch (error) {
    const [message = ''] = (error as Error).message.split(/\. |\n/);
    throw new Problem('BAD_OPTION', { message: `${message.replace(/\.$/, '')}.`, command: name });
  }
  const { values, positionals } = parsed;
  // Parts of a filter mean the same in any order, and what is read is never one that excludes.
  const given = [...positionals, ...[...filters].map((at) => looked[at] as string), ...rest];
  const all = (option: string): readonly string[] => (values[option] as string[] | undefined) ?? [];
  for (const { name: option, value } of options) {
    const wrong = value === 'NUMBER' ? all(option).find((text) => !/^\d{1,9}$/.test(text)) : undefined;
    if (wrong !== undefined)
      throw new Problem('BAD_OPTION', {
        message: `--${option} takes a whole number, not “${wrong}”.`,
        command: name,
      });
  }
  return {
    command: name,
    given,
    has: (option) => values[option] === true,
    value: (option) => all(option).at(-1),
    values: all,
    number: (option, fallback) => Number(all(option).at(-1) ?? fallback),
  };
}
