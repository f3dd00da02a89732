import type { App } from './app/app.ts';
import { openApp } from './app/open-app.ts';
import { serveFolder } from './app/serve-folder.ts';
import { type ChromiumOptions, startChromium } from './chromium/start-chromium.ts';
import type { BrowserName, Engine } from './engine.ts';
import { startAutopush } from './firefox/start-autopush.ts';
import { type FirefoxOptions, startFirefox } from './firefox/start-firefox.ts';
import type { Served } from './loopback/serve.ts';
import { startPushService } from './push-service/start-push-service.ts';
import { type Surroundings, surround } from './surroundings.ts';

export interface LaunchOptions {
  /** Default: `chromium`, which is Chrome as well. */
  readonly browser?: BrowserName | undefined;
  /** Address of the app, whose server runs. */
  readonly url?: string | undefined;
  /** In place of `url`: the folder of a built app, which is served at `http://localhost`. */
  readonly app?: string | undefined;
  /**
   * `inject` (default) puts the plugin first in every service worker of the app, and the SDK in its pages, without a change
   * of the app. `none`: the app loads them itself.
   */
  readonly plugin?: 'inject' | 'none' | undefined;
  /** Host names that the browser may talk to beside this machine. Everything else is refused. */
  readonly hosts?: readonly string[] | undefined;
  /**
   * Where a host name really leads: `{ 'app.example': 'localhost:5173' }`. With `http://` before it also what the browser
   * asks for by https: `{ 'api.example': 'http://localhost:4000' }`, a stand-in of the test's own.
   */
  readonly at?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds to wait for what was done to come to its end (default 30,000). */
  readonly timeout?: number | undefined;
  readonly chromium?: ChromiumOptions | undefined;
  readonly firefox?: FirefoxOptions | undefined;
}

async function startEngine(
  around: Surroundings,
  options: LaunchOptions,
): Promise<{ engine: Engine; stop(): Promise<void> }> {
  const certificates = { ...around.authority.local, ca: around.authority.ca };
  const start = async <Push extends { close(): Promise<void> }>(
    push: Push,
    launch: (push: Push) => Promise<Engine>,
  ): Promise<{ engine: Engine; stop(): Promise<void> }> => {
    try {
      return { engine: await launch(push), stop: () => push.close() };
    } catch (error) {
      await push.close();
      throw error;
    }
  };
  return options.browser === 'firefox'
    ? start(await startAutopush(certificates), (push) => startFirefox(around, push, options.firefox ?? {}))
    : start(await startPushService(certificates), (push) =>
        startChromium(around, push, options.chromium ?? {}),
      );
}

/**
 * Launches a real, headless browser with a push service of its own, opens the app, and returns what can be done to it.
 * Nothing leaves the machine. Rejects with `NO_CHROMIUM` or `NO_FIREFOX`, which say the one command to run.
 *
 * @example
 * const app = await launch({ app: 'dist' });
 * const push = await app.push({ title: 'Hello' });
 * expect(push).toHaveShownNotification({ title: 'Hello' });
 * await app.close();
 */
export async function launch(options: LaunchOptions): Promise<App> {
  const { url, app: folder, plugin = 'inject', hosts = [], at, timeout = 30_000 } = options;
  if ((url === undefined) === (folder === undefined))
    throw new TypeError(
      'WHICH_APP: give either "url", where the app runs, or "app", the folder of a built one.',
    );
  const served: Served | undefined = folder === undefined ? undefined : await serveFolder(folder);
  const address = new URL(url ?? `http://localhost:${served?.port}/`);
  const undo: (() => Promise<void> | void)[] = served ? [() => served.close()] : [];
  try {
    const around = await surround({ plugin, hosts: [address.hostname, ...hosts], at });
    undo.unshift(() => around.close());
    const { engine, stop } = await startEngine(around, options);
    undo.unshift(stop);
    undo.unshift(() => engine.close());
    await engine.grantPermissions(address.origin);
    const page = await engine.openTab();
    await page.goto(address.href);
    return openApp({ engine, around, page, origin: address.origin, timeout, closing: undo });
  } catch (error) {
    for (const end of undo) await end();
    throw error;
  }
}
