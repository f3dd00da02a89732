import { existsSync } from 'node:fs';
import path from 'node:path';

/** By the file that each package manager keeps. */
const LOCKS: readonly (readonly [file: string, command: string])[] = [
  ['pnpm-lock.yaml', 'pnpm add'],
  ['yarn.lock', 'yarn add'],
  ['bun.lock', 'bun add'],
  ['bun.lockb', 'bun add'],
  ['package-lock.json', 'npm install'],
];

/** The command that installs packages in a folder: of the nearest lock file, which in a workspace lies above. */
export function installCommand(root: string, names: readonly string[]): string {
  for (let folder = root; ; folder = path.dirname(folder)) {
    const lock = LOCKS.find(([file]) => existsSync(path.join(folder, file)));
    const isTop = path.dirname(folder) === folder || existsSync(path.join(folder, '.git'));
    if (lock !== undefined || isTop) return `${lock?.[1] ?? 'npm install'} ${names.join(' ')}`;
  }
}
