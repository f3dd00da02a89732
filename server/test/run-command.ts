import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { OffstageError } from '@offstage/server';
import { parseCommand } from '../dist/cli/parse-command.js';
import { runCommand as runCommandHere } from '../dist/cli/run-command.js';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const END_WITH_PARENT = new URL('./end-with-parent.mjs', import.meta.url).href;

export interface RunningCommand {
  readonly child: ChildProcess;
  /** Everything it has written. */
  output(): string;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string | null>;
}

/** `offstage-server` with one of its commands, as a process of its own. */
export function startCommand(...words: readonly string[]): RunningCommand {
  const child = spawn(process.execPath, ['--import', END_WITH_PARENT, MAIN, ...words], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const ended = new Promise<number | string | null>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal)),
  );
  return { child, output: () => output, ended };
}

/** The same in this process, which is faster; the words that it would write, and the code that it would end with. */
export async function runCommand(
  ...words: readonly string[]
): Promise<{ readonly code: 0 | 1; readonly output: string }> {
  let output = '';
  try {
    const command = parseCommand(words);
    if (command === undefined) throw new Error(`${words[0]} is no command`);
    await runCommandHere(command, (line) => {
      output += `${line}\n`;
    });
    return { code: 0, output };
  } catch (error) {
    if (!(error instanceof OffstageError)) throw error;
    return { code: 1, output: `${output}${error.code}: ${error.message}\n` };
  }
}
