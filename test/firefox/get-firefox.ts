import { aptInstall, isDebianRoot } from '../browser/system-packages.ts';
import { findFirefox } from '../kit/src/firefox/find-firefox.ts';

const COMMAND = 'sudo apt-get install -y firefox-esr';
/**
 * Finds Firefox (what `FIREFOX` names, or one on the path), or installs the ESR on Debian as root.
 * Throws `NO_FIREFOX` with the one command to run where neither works, `FIREFOX_NOT_THERE` when `FIREFOX` names a file that
 * does not exist.
 *
 * @returns absolute path of the executable
 */
export function getFirefox(): string {
  const found = findFirefox();
  if (found !== undefined) return found;
  try {
    if (isDebianRoot()) aptInstall(['firefox-esr']);
  } catch (cause) {
    throw new Error(`NO_FIREFOX: it could not be installed. Run: ${COMMAND}`, { cause });
  }
  const installed = findFirefox();
  if (installed !== undefined) return installed;
  throw new Error(`NO_FIREFOX: not found. Run: ${COMMAND}, or set FIREFOX to one.`);
}
