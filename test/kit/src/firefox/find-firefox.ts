import { existsSync } from 'node:fs';
import { which } from '../machine/which.ts';

const COMMANDS = ['firefox-esr', 'firefox'];
/** Where its installers put it on systems that have no commands on the path. */
const INSTALLED = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/**
 * A Firefox on this machine: what `FIREFOX` names, one on the path, or where its installer puts it.
 * Throws `FIREFOX_NOT_THERE` when `FIREFOX` names a file that does not exist.
 */
export function findFirefox(): string | undefined {
  const named = process.env.FIREFOX;
  if (!named)
    return (
      COMMANDS.map(which).find((file) => file !== undefined) ?? INSTALLED.find((file) => existsSync(file))
    );
  if (existsSync(named)) return named;
  throw new Error(`FIREFOX_NOT_THERE: FIREFOX=${named} does not exist. Correct it, or unset it.`);
}
