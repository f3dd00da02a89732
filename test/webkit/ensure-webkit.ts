import { execFileSync } from 'node:child_process';
import { aptInstall, isDebianRoot } from '../browser/system-packages.ts';
import { which } from '../kit/src/machine/which.ts';

const PACKAGES = ['webkit2gtk-driver', 'xvfb', 'python3-gi', 'gir1.2-webkit2-4.1', 'libnotify4'] as const;
const RUN = `Run: sudo apt-get install -y ${PACKAGES.join(' ')}`;
// Debian's own, which has the bindings; another one may come first on the path.
const PYTHON = '/usr/bin/python3';
const BINDINGS = "import gi; gi.require_version('WebKit2', '4.1'); from gi.repository import WebKit2";

function isThere(): boolean {
  if (['WebKitWebDriver', 'Xvfb'].some((command) => which(command) === undefined)) return false;
  try {
    execFileSync(PYTHON, ['-c', BINDINGS], { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

/**
 * Makes sure that WebKitGTK, its driver and a screen for it are there; installs them on Debian as root.
 * Throws `NO_WEBKIT` with the one command to run where that doesn't work.
 */
export function ensureWebKit(): void {
  if (isThere()) return;
  try {
    if (isDebianRoot()) aptInstall(PACKAGES);
  } catch (cause) {
    throw new Error(`NO_WEBKIT: it could not be installed. ${RUN}`, { cause });
  }
  if (!isThere()) throw new Error(`NO_WEBKIT: WebKitGTK or its driver not found. ${RUN}`);
}
