import { type ParseArgsConfig, parseArgs } from 'node:util';
import { OffstageError } from '../errors.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
type Arguments<Given extends Options> = ReturnType<typeof parseArgs<{ options: Given }>>['values'];

/**
 * What a command line says. Throws `BAD_OPTION`, also for an option whose value is empty, as of a variable that is not set:
 * an empty address, say, means every one of the machine.
 *
 * @param mayBeEmpty options for which that is a value like others
 */
export function readArguments<const Given extends Options>(
  words: readonly string[],
  options: Given,
  mayBeEmpty: readonly string[] = [],
): Arguments<Given> {
  let values: Arguments<Given>;
  try {
    ({ values } = parseArgs({ args: [...words], options }));
  } catch (error) {
    throw bad(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
  for (const [name, value] of Object.entries(values))
    if ([value].flat().includes('') && !mayBeEmpty.includes(name))
      throw bad(`--${name} is empty: give it a value, or leave it out`);
  return values;
}

export function bad(message: string): OffstageError {
  return new OffstageError('BAD_OPTION', { message: message.replace(/\.$/, '') });
}
