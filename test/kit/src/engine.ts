import type { BackgroundServiceRecorder } from './chromium/background-service-recorder.ts';
import type { SubscriptionJSON } from './push-service/start-push-service.ts';
import type { Tab } from './tab/tab.ts';

export type BrowserName = 'chromium' | 'firefox';

/** A running browser, whoever drives it. */
export interface Engine {
  readonly name: BrowserName;
  readonly version: string;
  /** WebSocket address for another driver beside this one: `puppeteer.connect({ browserWSEndpoint })`. None in Firefox. */
  readonly endpoint: string | undefined;
  openTab(): Promise<Tab>;
  /** Of a page without anything, for which no worker is asked where that can be had. */
  openAside(url: string): Promise<Tab>;
  /** Encrypts, sends and resolves when the browser has taken it. Rejects when it can't be decrypted. */
  deliver(subscription: SubscriptionJSON, payload: string | Buffer | undefined): Promise<void>;
  /** In place of it, where the browser's push service can't be stood in for: dispatches a push to the worker of a scope. */
  readonly dispatchPush: ((scope: string, payload: string) => Promise<void>) | undefined;
  /** https origin of its push service, in place of the one that an endpoint names. */
  readonly pushOrigin: string;
  grantPermissions(origin: string): Promise<void>;
  setPermission(origin: string, name: string, setting: 'granted' | 'denied' | 'prompt'): Promise<void>;
  /** The browser's own idea of the network; the gateway's is set beside it. */
  setOffline(offline: boolean): Promise<void>;
  /** Rejects with `NOT_IN_THIS_BROWSER` where no worker can be stopped by force. */
  stopWorkers(): Promise<void>;
  startWorker(scope: string): Promise<void>;
  /** The browser's own record of background services. Chromium alone. */
  readonly recorder: BackgroundServiceRecorder | undefined;
  close(): Promise<void>;
}
