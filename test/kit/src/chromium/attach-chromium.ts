import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Engine } from '../engine.ts';
import { eventually } from '../eventually.ts';
import { connectProtocol } from '../protocol/connect-protocol.ts';
import type { PushService } from '../push-service/start-push-service.ts';
import { recordBackgroundServices } from './background-service-recorder.ts';
import { openChromiumTab } from './chromium-tab.ts';
import { OURS, offlineSwitch } from './offline-switch.ts';
import { PERMISSIONS } from './permissions.ts';
import { watchServiceWorkers } from './service-workers.ts';

export interface AttachOptions {
  /** Of a browser that was started with `--remote-debugging-port=0`. */
  readonly profile: string;
  readonly push: PushService;
  /** A script for each document, before any of its own. */
  readonly first: string | undefined;
  /** Pushes come by the protocol, without a push service. */
  readonly byProtocol: boolean;
  /** Why it may have ended, for the error. */
  readonly whyGone: () => string | undefined;
}

/** Takes a running Chromium in hand, beside whoever else drives it. */
export async function attachChromium(options: AttachOptions): Promise<Engine> {
  const { profile, push, first, byProtocol, whyGone } = options;
  const file = path.join(profile, 'DevToolsActivePort');
  const [port, place] = await eventually(
    () => {
      const gone = whyGone();
      if (gone !== undefined) return ['', gone];
      const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
      return lines.length > 1 && lines;
    },
    { timeout: 60_000, what: "Chromium's debugging port" },
  );
  if (!port) throw new Error(`CHROMIUM_ENDED: ${place}`);
  const endpoint = `ws://127.0.0.1:${port}${place}`;
  const browser = await connectProtocol(endpoint);
  const { product } = await browser.send<{ product: string }>('Browser.getVersion');
  // A tab of its own for the recorder: it must outlive whatever a test does to its pages.
  const own = await openChromiumTab(browser, undefined, OURS);
  const recorder = await recordBackgroundServices(own.session);
  const workers = await watchServiceWorkers(own.session);
  const count = (eventName: string): number =>
    recorder.events.filter((event) => event.eventName === eventName).length;
  return {
    name: 'chromium',
    version: product.replace(/^[^/]*\//, ''),
    endpoint,
    recorder,
    pushOrigin: push.origin,
    openTab: () => openChromiumTab(browser, first),
    async openAside(url) {
      const tab = await openChromiumTab(browser, undefined, OURS);
      await tab.session.send('Network.enable');
      await tab.session.send('Network.setBypassServiceWorker', { bypass: true });
      await tab.goto(url);
      return tab;
    },
    async deliver(subscription, payload) {
      await push.connected();
      const before = count('Push message received');
      await push.send(subscription, payload);
      await eventually(() => count('Push message received') > before, {
        timeout: 30_000,
        every: 10,
        what: "the browser's word that it has received the push",
      });
      const refused = recorder.events
        .filter(({ eventName }) => eventName === 'Push message received')
        .slice(before)
        .flatMap(({ eventMetadata }) => eventMetadata.find(({ key }) => key === 'Error Reason')?.value ?? []);
      if (refused[0] !== undefined) throw new Error(`PUSH_NOT_TAKEN: the browser says: ${refused[0]}.`);
    },
    dispatchPush: byProtocol ? workers.deliverPush : undefined,
    async grantPermissions(origin) {
      await browser.send('Browser.grantPermissions', { origin, permissions: PERMISSIONS });
    },
    async setPermission(origin, name, setting) {
      await browser
        .send('Browser.setPermission', { origin, permission: { name }, setting })
        .catch((error: Error) => {
          throw new Error(
            `NO_PERMISSION: Chromium says: ${error.message}. Names are those of navigator.permissions: notifications, geolocation …`,
          );
        });
    },
    setOffline: offlineSwitch(browser),
    stopWorkers: workers.stopAll,
    startWorker: workers.start,
    async close() {
      await browser.send('Browser.close').catch(() => undefined);
      browser.close();
    },
  };
}
