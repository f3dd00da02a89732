import type { Command, Option } from './command.ts';
import { COMMANDS } from './commands.ts';
import { EVERYWHERE } from './everywhere.ts';

const listed = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, says]) => `  ${name.padEnd(width)}  ${says}`).join('\n');
};

const optionRow = ({ name, short, value, says }: Option): readonly [string, string] => [
  `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`,
  says,
];

/** The help of the program. */
export const help = (
  version: string,
): string => `offstage ${version}: the flight recorder for a web app’s background services

  offstage COMMAND …

${listed(COMMANDS.map(({ name, takes, says }) => [`${name} ${takes}`, says]))}

  offstage COMMAND --help   its options
  offstage --version        which this is
`;

/** The help of one command. */
export function helpOf({ name, takes, says, options, examples, more = [] }: Command): string {
  return `offstage ${name}: ${says}

  offstage ${name} ${takes}

${listed([...options, ...EVERYWHERE].map(optionRow))}

${[...more, `For example: ${examples.join(', ')}`].join('\n')}
`;
}
