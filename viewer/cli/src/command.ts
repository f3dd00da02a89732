import type { Terminal } from './terminal/terminal.ts';
import type { Words } from './words.ts';

/** An option of a command. Without `value` it is a switch. */
export interface Option {
  readonly name: string;
  readonly short?: string;
  /** What stands for its value in the help, e.g. `NUMBER`. */
  readonly value?: string;
  readonly says: string;
}

/** What a command's file exports. Returns the exit code. */
export type Run = (words: Words, terminal: Terminal) => Promise<number>;

/** One command: the help is made of this, and nothing runs that is not in it. */
export interface Command {
  readonly name: string;
  /** What follows the name. */
  readonly takes: string;
  readonly says: string;
  readonly options: readonly Option[];
  readonly examples: readonly string[];
  /** What else the help says, a line each. */
  readonly more?: readonly string[];
  load(): Promise<Run>;
}
