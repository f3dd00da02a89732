import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Engine } from '../engine.ts';
import { startBrowser } from '../machine/start-browser.ts';
import type { PushService } from '../push-service/start-push-service.ts';
import type { Surroundings } from '../surroundings.ts';
import { attachChromium } from './attach-chromium.ts';
import { chromiumFlags, FAST_SYNC, type FieldTrial } from './chromium-flags.ts';
import { findChromium } from './find-chromium.ts';

export interface ChromiumOptions {
  /** Delays and attempts of the sync services (default: seconds instead of minutes and hours). */
  readonly sync?: Partial<FieldTrial> | undefined;
  /** More command line flags. */
  readonly args?: readonly string[] | undefined;
  readonly executable?: string | undefined;
  /**
   * `service`: a real subscription, real encryption, by the stand-in push service; the default on Linux. `protocol`: by
   * DevTools' protocol, without either; the default elsewhere.
   */
  readonly delivery?: 'service' | 'protocol' | undefined;
}

/** Linux is where the stand-in was tried. */
export const isByProtocol = ({ delivery }: ChromiumOptions): boolean =>
  (delivery ?? (process.platform === 'linux' ? 'service' : 'protocol')) === 'protocol';

/** How a browser has to be started to be fit: by us, or by another driver. */
export interface ChromiumSetting {
  readonly executable: string;
  readonly profile: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

const NONE =
  'NO_CHROMIUM: neither Chrome nor Chromium was found. Run: npx playwright install --with-deps chromium, or set CHROMIUM to one.';

// Lets a page start more than one background fetch without a click before each.
const PREFERENCES = { profile: { default_content_setting_values: { automatic_downloads: 1 } } };

/** Makes a fresh profile, and says how to start Chromium with it. Throws `NO_CHROMIUM` with the one command to run. */
export function setChromium(
  around: Surroundings,
  push: PushService,
  options: ChromiumOptions,
): ChromiumSetting {
  const executable = options.executable ?? findChromium();
  if (executable === undefined) throw new Error(NONE);
  const profile = path.join(around.folder, 'profile');
  mkdirSync(path.join(profile, 'Default'), { recursive: true });
  writeFileSync(path.join(profile, 'Default/Preferences'), JSON.stringify(PREFERENCES));
  const ports = [push.flags.join(' '), push.origin].join(' ').match(/:(\d+)/g) ?? [];
  // The push service is no part of the app: past the gateway, to which everything else goes, this machine's included.
  const past = ports.flatMap((port) => [`127.0.0.1${port}`, `localhost${port}`]);
  return {
    executable,
    profile,
    args: [
      ...chromiumFlags({ ...FAST_SYNC, ...options.sync }),
      ...push.flags,
      `--proxy-server=http://127.0.0.1:${around.gateway.port}`,
      `--proxy-bypass-list=${['<-loopback>', ...past].join(';')}`,
      // Chromium takes certificates with our own key, and no others: nothing of this machine's trust is touched.
      `--ignore-certificate-errors-spki-list=${around.authority.keyHash}`,
      '--remote-debugging-port=0',
      ...(options.args ?? []),
    ],
    env: {
      ...process.env,
      ...(around.notifications && { DBUS_SESSION_BUS_ADDRESS: around.notifications.address }),
    },
  };
}

const OWN = [
  '--headless=new',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--disable-search-engine-choice-screen',
  '--disable-dev-shm-usage',
  '--password-store=basic',
  '--use-mock-keychain',
  '--hide-scrollbars',
  '--mute-audio',
];

/** Starts Chromium without any other driver. */
export async function startChromium(
  around: Surroundings,
  push: PushService,
  options: ChromiumOptions,
): Promise<Engine> {
  const { executable, profile, args, env } = setChromium(around, push, options);
  const browser = startBrowser(
    executable,
    [...OWN, ...args, `--user-data-dir=${profile}`, 'about:blank'],
    env,
  );
  const { whyGone } = browser;
  try {
    const byProtocol = isByProtocol(options);
    const engine = await attachChromium({ profile, push, first: around.first, byProtocol, whyGone });
    return {
      ...engine,
      async close() {
        await engine.close();
        await browser.end();
      },
    };
  } catch (error) {
    await browser.kill();
    throw error;
  }
}
