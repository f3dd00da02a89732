import { execFileSync } from 'node:child_process';
import { installHint } from '../kit/src/machine/install-hint.ts';
import { which } from '../kit/src/machine/which.ts';

/** What real browsers are driven with here, and the Debian package that has it. */
const PACKAGES = {
  certutil: 'libnss3-tools',
  'dbus-daemon': 'dbus-daemon',
} as const;

const missingCommands = (): (keyof typeof PACKAGES)[] =>
  (Object.keys(PACKAGES) as (keyof typeof PACKAGES)[]).filter((command) => which(command) === undefined);

/** Can packages be installed here without asking anybody? */
export const isDebianRoot = (): boolean => process.getuid?.() === 0 && which('apt-get') !== undefined;

export function aptInstall(packages: readonly string[]): void {
  const run = (...words: string[]): void => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', words, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000, env });
  };
  run('update');
  run('install', '-y', '--no-install-recommends', ...packages);
}

/**
 * Makes sure that `certutil` (trust in our own authority) and `dbus-daemon` (notifications) are there.
 * Throws `MISSING_COMMAND` with the one command to run where they can't be installed.
 */
export function ensureSystemPackages(): void {
  const missing = missingCommands();
  if (missing.length === 0) return;
  const packages = missing.map((command) => PACKAGES[command]);
  const what = `${missing.join(' and ')} not found. ${installHint(packages)}`;
  try {
    if (isDebianRoot()) aptInstall(packages);
  } catch (cause) {
    throw new Error(`MISSING_COMMAND: ${what}`, { cause });
  }
  if (missingCommands().length > 0) throw new Error(`MISSING_COMMAND: ${what}`);
}
