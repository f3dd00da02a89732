import { aptInstall, isDebianRoot, which } from '../browser/system-packages.ts';

const COMMAND = 'sudo apt-get install -y firefox-esr';
const COMMANDS = ['firefox-esr', 'firefox'];

const found = (): string | undefined =>
  process.env.FIREFOX || COMMANDS.map(which).find((file) => file !== undefined);

/**
 * Finds Firefox (what `FIREFOX` names, or one on the path), or installs the ESR on Debian as root.
 * Throws `NO_FIREFOX` with the one command to run where neither works.
 *
 * @returns absolute path of the executable
 */
export function getFirefox(): string {
  const here = found();
  if (here !== undefined) return here;
  try {
    if (isDebianRoot()) aptInstall(['firefox-esr']);
  } catch (cause) {
    throw new Error(`NO_FIREFOX: it could not be installed. Run: ${COMMAND}`, { cause });
  }
  const installed = found();
  if (installed !== undefined) return installed;
  throw new Error(`NO_FIREFOX: not found. Run: ${COMMAND}, or set FIREFOX to one.`);
}
