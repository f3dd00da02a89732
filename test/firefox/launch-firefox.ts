import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, firefox, type Page } from 'playwright-core';
import { ensureSystemPackages } from '../browser/system-packages.ts';
import { type Certificates, createCertificates } from '../kit/src/certificates/create-certificates.ts';
import { firefoxPreferences, type Preferences } from '../kit/src/firefox/firefox-preferences.ts';
import { type Autopush, startAutopush } from '../kit/src/firefox/start-autopush.ts';
import {
  type NotificationDaemon,
  startNotificationDaemon,
} from '../kit/src/notification-daemon/start-notification-daemon.ts';
import { getFirefox } from './get-firefox.ts';

export interface FirefoxOptions {
  /** Milliseconds until an idle worker goes (default 30,000, as everywhere). */
  readonly workerIdle?: number;
  /** More preferences. */
  readonly preferences?: Preferences;
}

/** A real, headless Firefox with push and notifications in working order, and nothing of it leaving the machine. */
export interface Firefox {
  readonly version: string;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly notifications: NotificationDaemon;
  readonly push: Autopush;
  /** For the https servers of a test: this browser takes any certificate. */
  readonly certificates: Certificates;
  close(): Promise<void>;
}

/** Launches Firefox with a fresh profile. Installs what is missing where it may. */
export async function launchFirefox({
  workerIdle = 30_000,
  preferences,
}: FirefoxOptions = {}): Promise<Firefox> {
  ensureSystemPackages();
  const executablePath = getFirefox();
  const folder = mkdtempSync(path.join(tmpdir(), 'offstage-firefox-'));
  const certificates = await createCertificates(path.join(folder, 'certificates'));
  const [push, notifications] = await Promise.all([startAutopush(certificates), startNotificationDaemon()]);
  const leave = async (): Promise<void> => {
    notifications.close();
    await push.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const browser = await firefox.launch({
      // Stock Firefox over WebDriver BiDi; Playwright's own protocol needs its patched build.
      channel: 'moz-firefox',
      executablePath,
      headless: true,
      timeout: 60_000,
      env: { ...process.env, HOME: folder, DBUS_SESSION_BUS_ADDRESS: notifications.address },
      firefoxUserPrefs: { ...firefoxPreferences(push.url, workerIdle), ...preferences },
    });
    const context = await browser.newContext({
      ignoreHTTPSErrors: true,
      viewport: { width: 1280, height: 800 },
    });
    return {
      version: browser.version(),
      context,
      page: await context.newPage(),
      notifications,
      push,
      certificates,
      async close() {
        await browser.close();
        await leave();
      },
    };
  } catch (error) {
    await leave();
    throw error;
  }
}
