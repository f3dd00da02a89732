import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureSystemPackages } from '../browser/system-packages.ts';
import {
  type NotificationDaemon,
  startNotificationDaemon,
} from '../kit/src/notification-daemon/start-notification-daemon.ts';
import { ensureWebKit } from './ensure-webkit.ts';
import { startDriver } from './start-driver.ts';
import { startScreen } from './start-screen.ts';

/** A real WebKitGTK with one window, notifications in working order. It has no push: no GTK API delivers one. */
export interface WebKit {
  readonly version: string;
  readonly notifications: NotificationDaemon;
  goto(url: string): Promise<void>;
  /** Runs a function in the page, awaits it, and returns its JSON value. */
  evaluate<Arg, Result>(work: (arg: Arg) => Result | Promise<Result>, arg?: Arg): Promise<Result>;
  /** Presses a key, named as `KeyboardEvent.key` names it. */
  press(key: string): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  screenshot(file: string): Promise<void>;
  /** Errors on any console so far, of pages and workers. */
  complaints(): string[];
  close(): Promise<void>;
}

const HOST = fileURLToPath(new URL('./host.py', import.meta.url));

// https://www.w3.org/TR/webdriver2/#keyboard-actions
const KEYS: Readonly<Record<string, string>> = {
  Tab: '\uE004',
  Enter: '\uE007',
  Escape: '\uE00C',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
};

const IN_PAGE = `const done = arguments[1];
Promise.resolve(arguments[0]).then(WORK).then(
  (value) => done({ value: value === undefined ? null : value }),
  (error) => done({ error: String(error && error.message ? error.name + ': ' + error.message : error) }));`;

/**
 * Launches WebKitGTK with a fresh profile. Installs what is missing where it may.
 *
 * @param origin whose notifications are allowed
 * @param isPrivate nothing is kept on the disk, as in a private window
 */
export async function launchWebKit(origin: string, isPrivate = false): Promise<WebKit> {
  ensureSystemPackages();
  ensureWebKit();
  const folder = mkdtempSync(path.join(tmpdir(), 'offstage-webkit-'));
  const notifications = await startNotificationDaemon();
  const screen = await startScreen();
  const driver = await startDriver({
    ...process.env,
    DISPLAY: screen.display,
    DBUS_SESSION_BUS_ADDRESS: notifications.address,
    HOME: folder,
    XDG_DATA_HOME: path.join(folder, 'data'),
    XDG_CACHE_HOME: path.join(folder, 'cache'),
    XDG_CONFIG_HOME: path.join(folder, 'config'),
    XDG_RUNTIME_DIR: folder,
    GDK_BACKEND: 'x11',
    NO_AT_BRIDGE: '1',
    GIO_USE_VFS: 'local',
    GSETTINGS_BACKEND: 'memory',
    OFFSTAGE_ORIGIN: origin,
    OFFSTAGE_PRIVATE: isPrivate ? '1' : '',
  });
  const close = async (): Promise<void> => {
    await driver.close();
    screen.close();
    notifications.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const { sessionId, capabilities } = await driver.command<{
      sessionId: string;
      capabilities: { browserVersion: string };
    }>('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          browserName: 'offstage-host',
          acceptInsecureCerts: true,
          'webkitgtk:browserOptions': { binary: HOST, args: [] },
        },
      },
    });
    const session = `/session/${sessionId}`;
    await driver.command('POST', `${session}/timeouts`, { script: 60_000, pageLoad: 30_000 });
    return {
      version: capabilities.browserVersion,
      notifications,
      close,
      async goto(url) {
        await driver.command('POST', `${session}/url`, { url });
      },
      async evaluate(work, arg) {
        const answer = await driver.command<{ value?: never; error?: string }>(
          'POST',
          `${session}/execute/async`,
          // A function as the replacement: its source may hold `$&`.
          { script: IN_PAGE.replace('WORK', () => `(${work})`), args: [arg ?? null] },
        );
        if (answer.error !== undefined) throw new Error(answer.error);
        return answer.value as never;
      },
      async press(key) {
        const value = KEYS[key] ?? key;
        const actions = ['keyDown', 'keyUp'].map((type) => ({ type, value }));
        await driver.command('POST', `${session}/actions`, {
          actions: [{ type: 'key', id: 'keyboard', actions }],
        });
      },
      async resize(width, height) {
        await driver.command('POST', `${session}/window/rect`, { width, height });
      },
      complaints: () =>
        driver
          .output()
          .split('\n')
          .filter((line) => /CONSOLE (JS )?ERROR/.test(line)),
      async screenshot(file) {
        const image = await driver.command<string>('GET', `${session}/screenshot`);
        writeFileSync(file, Buffer.from(image, 'base64'));
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
