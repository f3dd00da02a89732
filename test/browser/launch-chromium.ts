import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { type Certificates, createCertificates } from '../kit/src/certificates/create-certificates.ts';
import {
  type BackgroundServiceRecorder,
  recordBackgroundServices,
} from '../kit/src/chromium/background-service-recorder.ts';
import { chromiumFlags, FAST_SYNC, type FieldTrial } from '../kit/src/chromium/chromium-flags.ts';
import { PERMISSIONS } from '../kit/src/chromium/permissions.ts';
import { type ServiceWorkers, watchServiceWorkers } from '../kit/src/chromium/service-workers.ts';
import { trustAuthority } from '../kit/src/chromium/trust-authority.ts';
import { eventually } from '../kit/src/eventually.ts';
import { isRunning } from '../kit/src/machine/is-running.ts';
import {
  type NotificationDaemon,
  startNotificationDaemon,
} from '../kit/src/notification-daemon/start-notification-daemon.ts';
import { type PushService, startPushService } from '../kit/src/push-service/start-push-service.ts';
import { getChromium } from './get-chromium.ts';
import { sessionOf } from './session-of.ts';
import { ensureSystemPackages } from './system-packages.ts';

export interface LaunchOptions {
  /** Delays and attempts of the sync services (default: seconds instead of minutes and hours). */
  readonly sync?: Partial<FieldTrial>;
  /** More command line flags. */
  readonly flags?: readonly string[];
  /** Window size (default 1280 × 800). */
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** A real, headless Chromium with every background service in working order, and nothing of it leaving the machine. */
export interface Chromium {
  readonly version: string;
  readonly context: BrowserContext;
  /** A page of the test's own, in the foreground. */
  readonly page: Page;
  /** That page's session. */
  readonly cdp: CDPSession;
  /** The browser's own recorder, on for all six services and all origins since the start. */
  readonly recorder: BackgroundServiceRecorder;
  readonly workers: ServiceWorkers;
  readonly notifications: NotificationDaemon;
  readonly push: PushService;
  /** Of the authority that this browser trusts: for the https servers of a test. */
  readonly certificates: Certificates;
  /** Grants every permission that background services need. Once per origin: what is not listed is denied. */
  grantPermissions(origin: string): Promise<void>;
  /** What the person does in the site's settings. */
  setPermission(origin: string, name: 'notifications', setting: 'granted' | 'denied'): Promise<void>;
  /** For pages and workers alike, so that a sync waits. */
  setOffline(offline: boolean): Promise<void>;
  /** SIGKILL to the browser process. The profile stays; `relaunch()` goes on with it. */
  kill(): Promise<void>;
  /** The same profile, push service and notification daemon in a new browser. The old object is dead. */
  relaunch(): Promise<Chromium>;
  /** Closes everything and removes the profile. */
  close(): Promise<void>;
}

interface Surroundings {
  readonly folder: string;
  readonly executable: string;
  readonly certificates: Certificates;
  readonly notifications: NotificationDaemon;
  readonly push: PushService;
}

// Lets a page start more than one background fetch without a click before each.
const PREFERENCES = { profile: { default_content_setting_values: { automatic_downloads: 1 } } };

async function prepare(): Promise<Surroundings> {
  ensureSystemPackages();
  const executable = getChromium();
  const folder = mkdtempSync(path.join(tmpdir(), 'offstage-chromium-'));
  const certificates = await createCertificates(path.join(folder, 'certificates'));
  trustAuthority(path.join(folder, 'home'), certificates.caFile);
  mkdirSync(path.join(folder, 'profile/Default'), { recursive: true });
  writeFileSync(path.join(folder, 'profile/Default/Preferences'), JSON.stringify(PREFERENCES));
  const [push, notifications] = await Promise.all([
    startPushService(certificates),
    startNotificationDaemon(),
  ]);
  return { folder, executable, certificates, notifications, push };
}

async function start(surroundings: Surroundings, options: LaunchOptions): Promise<Chromium> {
  const { folder, executable, certificates, notifications, push } = surroundings;
  const home = path.join(folder, 'home');
  // Not `browser.newContext()`: off the record there is no push, no periodic sync, no notification click.
  const context = await chromium.launchPersistentContext(path.join(folder, 'profile'), {
    executablePath: executable,
    headless: true,
    viewport: options.viewport ?? { width: 1280, height: 800 },
    args: [...chromiumFlags({ ...FAST_SYNC, ...options.sync }), ...push.flags, ...(options.flags ?? [])],
    env: {
      ...process.env,
      HOME: home,
      XDG_CONFIG_HOME: path.join(home, '.config'),
      XDG_CACHE_HOME: path.join(home, '.cache'),
      DBUS_SESSION_BUS_ADDRESS: notifications.address,
    },
  });
  const browser = context.browser();
  if (browser === null) throw new Error('NO_BROWSER: Playwright gave a context without its browser.');
  const browserSession = await browser.newBrowserCDPSession();
  const { processInfo } = await browserSession.send('SystemInfo.getProcessInfo');
  const pid = processInfo.find(({ type }) => type === 'browser')?.id;
  if (pid === undefined) throw new Error('NO_BROWSER: Chromium did not tell its process id.');

  // A page of its own for the recorder: it must outlive whatever a test does to its pages.
  const recorderPage = context.pages()[0] ?? (await context.newPage());
  const recorderSession = await context.newCDPSession(recorderPage);
  const recorder = await recordBackgroundServices(sessionOf(recorderSession));
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const workers = await watchServiceWorkers(sessionOf(recorderSession));

  async function kill(): Promise<void> {
    try {
      process.kill(pid as number, 'SIGKILL');
    } catch {
      // Gone already.
    }
    await eventually(() => !isRunning(pid as number), { what: 'browser process gone' });
    await context.close().catch(() => {});
  }

  return {
    version: browser.version(),
    context,
    page,
    cdp,
    recorder,
    workers,
    notifications,
    push,
    certificates,
    async grantPermissions(origin) {
      await browserSession.send('Browser.grantPermissions', { origin, permissions: [...PERMISSIONS] });
    },
    async setPermission(origin, name, setting) {
      await browserSession.send('Browser.setPermission', { origin, permission: { name }, setting });
    },
    setOffline: (offline) => context.setOffline(offline),
    kill,
    relaunch: () => start(surroundings, options),
    async close() {
      const closed = await Promise.race([
        context.close().then(
          () => true,
          () => false,
        ),
        new Promise<false>((resolve) => setTimeout(resolve, 10_000, false)),
      ]);
      if (!closed) await kill();
      notifications.close();
      await push.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * Launches Chromium with a fresh profile: real push through a stand-in service, real notifications on a private bus,
 * fast syncs, an authority of its own for https on localhost and *.test. Installs what is missing where it may.
 */
export async function launchChromium(options: LaunchOptions = {}): Promise<Chromium> {
  const surroundings = await prepare();
  try {
    return await start(surroundings, options);
  } catch (error) {
    surroundings.notifications.close();
    await surroundings.push.close();
    rmSync(surroundings.folder, { recursive: true, force: true });
    throw error;
  }
}
