import { existsSync } from 'node:fs';
import path from 'node:path';

/** What a program's file may end with. */
const EXECUTABLE = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];

/** Absolute path of a command, or undefined. */
export function which(command: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => EXECUTABLE.map((end) => path.join(folder, `${command}${end}`)))
    .find((file) => existsSync(file));
}
