import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import { type Host, type HostOptions, startHost } from '../host/start-host.ts';
import type { Stage } from './stage.ts';

export interface ChromiumStage extends Stage {
  readonly browser: Chromium;
  readonly host: Host;
  close(): Promise<void>;
}

/** Chromium with the test host open, its worker active, all permissions granted. */
export async function setStage(options: Omit<HostOptions, 'tls'> = {}): Promise<ChromiumStage> {
  const browser = await launchChromium();
  const host = await startHost({ tls: browser.certificates, ...options });
  const close = async (): Promise<void> => {
    await browser.close();
    await host.close();
  };
  try {
    return { ...(await open(browser, host)), browser, host, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(browser: Chromium, host: Host): Promise<Stage> {
  await browser.grantPermissions(host.origin);
  await browser.grantPermissions(host.merchant);
  await browser.page.goto(host.origin);
  await browser.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const merchantPage = await browser.context.newPage();
  await browser.page.bringToFront();
  return {
    page: browser.page,
    merchantPage,
    merchant: host.merchant,
    recorder: browser.recorder,
    notifications: browser.notifications,
    push: browser.push,
    setOffline: browser.setOffline,
  };
}
