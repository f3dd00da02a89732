import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Engine } from '../engine.ts';
import { eventually } from '../eventually.ts';
import { startBrowser } from '../machine/start-browser.ts';
import { connectProtocol, type Protocol } from '../protocol/connect-protocol.ts';
import type { Surroundings } from '../surroundings.ts';
import { findFirefox } from './find-firefox.ts';
import { firefoxPreferences, type Preferences } from './firefox-preferences.ts';
import { openFirefoxTab } from './firefox-tab.ts';
import { QUIET } from './quiet-preferences.ts';
import { setPermission } from './set-permission.ts';
import type { Autopush } from './start-autopush.ts';
import { terminateWorkers } from './terminate-workers.ts';

export interface FirefoxOptions {
  readonly executable?: string | undefined;
  readonly args?: readonly string[] | undefined;
  readonly preferences?: Preferences | undefined;
}

export const NO_FIREFOX: string =
  'NO_FIREFOX: Firefox was not found. Run: sudo apt-get install -y firefox-esr (macOS: brew install --cask firefox), or set FIREFOX to one.';

/** What the browser is started with: preferences of its own, and the gateway for everything but the push service. */
export function preferencesOf(around: Surroundings, push: Autopush, more: Preferences = {}): Preferences {
  const past = new URL(push.url.replace(/^ws/, 'http')).host;
  return {
    ...QUIET,
    ...firefoxPreferences(push.url, 30_000),
    'network.dns.localDomains': '',
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': around.gateway.port,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': around.gateway.port,
    'network.proxy.no_proxies_on': past,
    // This machine's own addresses, too, go by the gateway.
    'network.proxy.allow_hijacking_localhost': true,
    ...more,
  };
}

/** Starts Firefox, driven by WebDriver BiDi. Throws `NO_FIREFOX` with the one command to run. */
export async function startFirefox(
  around: Surroundings,
  push: Autopush,
  options: FirefoxOptions,
): Promise<Engine> {
  const executable = options.executable ?? findFirefox();
  if (executable === undefined) throw new Error(NO_FIREFOX);
  const profile = path.join(around.folder, 'firefox');
  mkdirSync(profile, { recursive: true });
  const lines = Object.entries(preferencesOf(around, push, options.preferences)).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(path.join(profile, 'user.js'), lines.join('\n'));
  const words = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0'];
  // The browser's own scope, where a worker can be stopped by force.
  const args = [...words, '--remote-allow-system-access', ...(options.args ?? []), 'about:blank'];
  const child = startBrowser(executable, args, {
    ...process.env,
    HOME: around.folder,
    MOZ_CRASHREPORTER_DISABLE: '1',
    ...(around.notifications && { DBUS_SESSION_BUS_ADDRESS: around.notifications.address }),
  });
  try {
    const address = await eventually(
      () => child.whyGone() ?? /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(child.said())?.[1],
      { timeout: 60_000, what: "Firefox's debugging port" },
    );
    const why = child.whyGone();
    if (why !== undefined) throw new Error(`FIREFOX_ENDED: ${why}`);
    const browser = await connectProtocol(`${address}/session`);
    return {
      ...(await engineOf(browser, push)),
      async close() {
        await browser.send('browser.close').catch(() => undefined);
        browser.close();
        await child.end();
      },
    };
  } catch (error) {
    await child.kill();
    throw error;
  }

  async function engineOf(browser: Protocol, push: Autopush): Promise<Omit<Engine, 'close'>> {
    const { capabilities } = await browser.send<{ capabilities: { browserVersion: string } }>('session.new', {
      capabilities: {
        alwaysMatch: { acceptInsecureCerts: true, unhandledPromptBehavior: { default: 'ignore' } },
      },
    });
    return {
      name: 'firefox',
      version: capabilities.browserVersion,
      endpoint: undefined,
      recorder: undefined,
      pushOrigin: push.origin,
      dispatchPush: undefined,
      openTab: () => openFirefoxTab(browser, around.first),
      async openAside(url) {
        const tab = await openFirefoxTab(browser, undefined);
        await tab.goto(url);
        return tab;
      },
      async deliver(subscription, payload) {
        await push.connected();
        const code = await push.deliver(subscription, payload);
        if (code !== 100)
          throw new Error(
            `PUSH_NOT_TAKEN: Firefox says ${code}: it could ${code === 101 ? 'not decrypt it' : 'not deliver it'}.`,
          );
      },
      // All are granted by preference; a single one is withdrawn below.
      grantPermissions: async () => undefined,
      setPermission: (origin, name, setting) => setPermission(browser, origin, name, setting),
      async setOffline() {
        // The gateway alone: Firefox has no switch of its own for a worker.
      },
      stopWorkers: () => terminateWorkers(browser),
      async startWorker() {
        throw new Error('NOT_IN_THIS_BROWSER: Firefox starts a worker for an event alone. Send it one.');
      },
    };
  }
}
