import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import { type Host, type HostOptions, startHost } from '../host/start-host.ts';
import type { Stage } from './stage.ts';

export interface ChromiumStage extends Stage {
  readonly browser: Chromium;
  readonly host: Host;
  close(): Promise<void>;
}

export interface StageOptions extends Omit<HostOptions, 'tls' | 'upload'> {
  /** Starts what the worker uploads to, and returns its options of it. */
  readonly upload?: (certificates: Chromium['certificates']) => Promise<NonNullable<HostOptions['upload']>>;
}

/** Chromium with the test host open, its worker active, all permissions granted. */
export async function setStage({ upload, ...options }: StageOptions = {}): Promise<ChromiumStage> {
  const browser = await launchChromium();
  const uploading = await upload?.(browser.certificates);
  const host = await startHost({
    tls: browser.certificates,
    ...options,
    ...(uploading && { upload: uploading }),
  });
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
