import { existsSync } from 'node:fs';
import { aptInstall, isDebianRoot } from '../browser/system-packages.ts';
import { installHint } from '../kit/src/machine/install-hint.ts';
import { which } from '../kit/src/machine/which.ts';

/** Debian puts servers where only root's search path has them. */
const FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin', '/usr/local/bin'];

/** Absolute path of a program, or undefined. */
function findProgram(...names: readonly string[]): string | undefined {
  for (const name of names) {
    const found =
      which(name) ?? FOLDERS.map((folder) => `${folder}/${name}`).find((file) => existsSync(file));
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The paths of programs, by the name of Debian's package. What is missing is installed where that can be done without asking;
 * else throws `MISSING_PROGRAM` with the one command to run.
 */
export function ensurePrograms<Name extends string>(
  wanted: Readonly<Record<Name, readonly string[]>>,
): Readonly<Record<Name, string>> {
  const names = Object.keys(wanted) as Name[];
  const missing = () => names.filter((name) => findProgram(...wanted[name]) === undefined);
  const first = missing();
  const say = (some: readonly Name[], cause?: unknown) =>
    new Error(`MISSING_PROGRAM: ${some.join(', ')} not found. ${installHint(some)}`, { cause });
  if (first.length > 0 && isDebianRoot()) {
    try {
      aptInstall(first);
    } catch (cause) {
      throw say(first, cause);
    }
  }
  const left = missing();
  if (left.length > 0) throw say(left);
  return Object.fromEntries(names.map((name) => [name, findProgram(...wanted[name])])) as Record<
    Name,
    string
  >;
}
