import { type Browser, type BrowserContext, chromium, firefox, type Page } from '@playwright/test';
import type { App } from '../app/app.ts';
import { openApp } from '../app/open-app.ts';
import { serveFolder } from '../app/serve-folder.ts';
import { attachChromium } from '../chromium/attach-chromium.ts';
import { isByProtocol, setChromium } from '../chromium/start-chromium.ts';
import type { BrowserName, Engine } from '../engine.ts';
import { findFirefox } from '../firefox/find-firefox.ts';
import { type Autopush, startAutopush } from '../firefox/start-autopush.ts';
import { NO_FIREFOX, preferencesOf } from '../firefox/start-firefox.ts';
import type { LaunchOptions } from '../launch.ts';
import { startPushService } from '../push-service/start-push-service.ts';
import { type Surroundings, surround } from '../surroundings.ts';
import { playwrightTab } from './playwright-tab.ts';

export interface PlaywrightApp {
  readonly app: App;
  readonly context: BrowserContext;
  readonly page: Page;
}

interface Driven {
  readonly engine: Engine;
  readonly context: BrowserContext;
  /** What else ends, behind the context. */
  readonly closing: readonly (() => Promise<void> | void)[];
}

// Playwright drives a Firefox as it is by this channel; its own protocol needs its own build, which has no push.
const CHANNEL = 'moz-firefox';

async function inChromium(around: Surroundings, options: LaunchOptions): Promise<Driven> {
  const push = await startPushService({ ...around.authority.local, ca: around.authority.ca });
  const { executable, profile, args, env } = setChromium(around, push, options.chromium ?? {});
  // Not `browser.newContext()`: off the record there is no push, no periodic sync, no notification click.
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executable,
    args: [...args],
    env: env as Record<string, string>,
  });
  if (around.first !== undefined) await context.addInitScript(around.first);
  const engine = await attachChromium({
    profile,
    push,
    first: around.first,
    byProtocol: isByProtocol(options.chromium ?? {}),
    whyGone: () => undefined,
  });
  return { engine, context, closing: [() => push.close()] };
}

async function inFirefox(around: Surroundings, options: LaunchOptions): Promise<Driven> {
  const executablePath = options.firefox?.executable ?? findFirefox();
  if (executablePath === undefined) throw new Error(NO_FIREFOX);
  const push = await startAutopush({ ...around.authority.local, ca: around.authority.ca });
  let browser: Browser | undefined;
  try {
    browser = await firefox.launch({
      channel: CHANNEL,
      executablePath,
      env: {
        ...process.env,
        HOME: around.folder,
        ...(around.notifications && { DBUS_SESSION_BUS_ADDRESS: around.notifications.address }),
      },
      firefoxUserPrefs: { ...preferencesOf(around, push, options.firefox?.preferences) },
    });
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    if (around.first !== undefined) await context.addInitScript(around.first);
    const started = browser;
    const closing = [() => started.close(), () => push.close()];
    return { engine: firefoxEngine(context, browser.version(), push, around), context, closing };
  } catch (cause) {
    await browser?.close();
    await push.close();
    throw new Error(
      `PLAYWRIGHT_WITHOUT_FIREFOX: the installed Playwright can't drive the installed Firefox. Use launch({ browser: 'firefox' }) of @offstage/testing, which needs no Playwright, or npm i -D @playwright/test@1.64.1.`,
      { cause },
    );
  }
}

function firefoxEngine(
  context: BrowserContext,
  version: string,
  push: Autopush,
  around: Surroundings,
): Engine {
  const openTab = async (): Promise<ReturnType<typeof playwrightTab>> =>
    playwrightTab(await context.newPage());
  const never = async (): Promise<never> => {
    throw new Error(
      "NOT_IN_THIS_BROWSER: Playwright has no way to it in Firefox. launch({ browser: 'firefox' }) of @offstage/testing has.",
    );
  };
  return {
    name: 'firefox',
    version,
    endpoint: undefined,
    recorder: undefined,
    pushOrigin: push.origin,
    dispatchPush: undefined,
    openTab,
    async openAside(url) {
      const tab = await openTab();
      await tab.goto(url);
      return tab;
    },
    async deliver(subscription, payload) {
      await push.connected();
      const code = await push.deliver(subscription, payload);
      if (code !== 100) throw new Error(`PUSH_NOT_TAKEN: Firefox says ${code}.`);
    },
    grantPermissions: async () => undefined,
    setPermission: never,
    setOffline: async (offline) => around.gateway.setOffline(offline),
    stopWorkers: never,
    startWorker: never,
    close: async () => undefined,
  };
}

/** As `launch()`, with Playwright as the driver. */
export async function launchWithPlaywright(
  browser: BrowserName,
  options: LaunchOptions,
): Promise<PlaywrightApp> {
  const { url, app: folder, plugin = 'inject', hosts = [], at, timeout = 30_000 } = options;
  if ((url === undefined) === (folder === undefined))
    throw new TypeError(
      "WHICH_APP: say test.use({ offstageOptions: { url: 'http://localhost:5173' } }), or { app: 'dist' } for a built one.",
    );
  const served = folder === undefined ? undefined : await serveFolder(folder);
  const address = new URL(url ?? `http://localhost:${served?.port}/`);
  const undo: (() => Promise<unknown> | unknown)[] = served ? [() => served.close()] : [];
  const closing = async (): Promise<void> => {
    for (const end of undo) await end();
  };
  try {
    const around = await surround({ plugin, hosts: [address.hostname, ...hosts], at });
    undo.unshift(() => around.close());
    const driven = await (browser === 'firefox' ? inFirefox : inChromium)(around, options);
    const { engine, context } = driven;
    undo.unshift(() => context.close(), ...driven.closing);
    await engine.grantPermissions(address.origin);
    const page = context.pages().find((one) => one.url() === 'about:blank') ?? (await context.newPage());
    await page.goto(address.href);
    const tab = playwrightTab(page);
    const app = openApp({ engine, around, page: tab, origin: address.origin, timeout, closing: [closing] });
    return { app, context, page };
  } catch (error) {
    await closing();
    throw error;
  }
}
