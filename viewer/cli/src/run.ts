import { nearest } from '../../src/filter/nearest.ts';
import { COMMANDS } from './commands.ts';
import { help, helpOf } from './help.ts';
import { Problem } from './problem.ts';
import { readWords } from './read-words.ts';
import type { Terminal } from './terminal/terminal.ts';
import { VERSION } from './version.ts';

/** A command could not do its work. */
export const FAILED = 3;

/** Runs what was written behind `offstage`. Returns the exit code, and never rejects. */
export async function run(written: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = written.filter((word) => word !== '--no-color');
  try {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      const about = COMMANDS.find((one) => one.name === rest[0]);
      terminal.out(about ? helpOf(about) : help(VERSION));
      return name === undefined ? FAILED : 0;
    }
    if (name === '--version' || name === '-v') {
      terminal.out(`${VERSION}\n`);
      return 0;
    }
    const command = COMMANDS.find((one) => one.name === name);
    if (command === undefined) {
      const guess = nearest(
        name,
        COMMANDS.map((one) => one.name),
      );
      throw new Problem('UNKNOWN_COMMAND', {
        command: name,
        guess: guess ? ` Did you mean “${guess}”?` : '',
      });
    }
    const words = readWords(command, rest);
    if (words.has('help')) {
      terminal.out(helpOf(command));
      return 0;
    }
    const work = await command.load();
    return await work(words, terminal);
  } catch (error) {
    if (terminal.ended.aborted) return 0;
    if (error instanceof Problem) terminal.note(`${error.code}: ${error.message}.\n`);
    else
      terminal.note(
        `UNEXPECTED: ${(error as Error)?.stack ?? error}\nPlease tell us: https://github.com/offstage-js/offstage/issues\n`,
      );
    return FAILED;
  }
}
