import type { Entry, Finding } from '@offstage/sw-plugin/doctor';
import type { BrowserName } from '../engine.ts';
import type { SubscriptionJSON } from '../push-service/start-push-service.ts';
import type { Tab } from '../tab/tab.ts';
import type { Happening } from './happening.ts';
import type { Notifications } from './notifications.ts';

export interface Patience {
  /** Milliseconds to wait for its end (default: what `launch()` was told, or 30,000). */
  readonly timeout?: number | undefined;
}

export interface PushOptions extends Patience {
  /** To whom (default: the app's own subscription; where it has none yet, one is made). */
  readonly subscription?: SubscriptionJSON | undefined;
}

export interface BackgroundFetchOptions extends Patience {
  readonly title?: string | undefined;
  /** Bytes. */
  readonly downloadTotal?: number | undefined;
}

export interface SavedFiles {
  /** The log: opens in the viewer. */
  readonly jsonl: string;
  /** The story of each event, and what the doctor says: opens anywhere. */
  readonly html: string;
}

/** A running app in a real browser. */
export interface App {
  readonly browser: BrowserName;
  readonly version: string;
  /** Of the app. */
  readonly origin: string;
  /** For another driver beside this one, in Chromium: `puppeteer.connect({ browserWSEndpoint: app.endpoint })`. */
  readonly endpoint: string | undefined;
  /** The app's page. */
  readonly page: Tab;
  /**
   * Leaves the app, so that none of its pages is open. What is done from then on is done to a worker without a page;
   * `page.goto(app.origin)` comes back.
   */
  leave(): Promise<void>;
  /**
   * Sends a push as a server would: encrypted, to the app's subscription. Objects go as JSON. Resolves when the worker has
   * handled it, or when the time is up: what came of it is for `expect()`. Rejects only when it could not be sent:
   * `PUSH_NOT_TAKEN`, `NO_WORKER`.
   */
  push(payload?: string | Buffer | object, options?: PushOptions): Promise<Happening>;
  /** The app's subscription, its endpoint leading to the stand-in push service: for a server of the app's own that sends. */
  subscription(): Promise<SubscriptionJSON>;
  readonly notifications: Notifications;
  /** Registers a one-off sync, where the app has not, and resolves when it was dispatched and has ended once. Chromium alone. */
  sync(tag: string, options?: Patience): Promise<Happening>;
  /** The same for a periodic sync, which comes a few seconds later. Chromium alone. */
  periodicSync(tag: string, options?: Patience): Promise<Happening>;
  /** Starts a background fetch, and resolves when the worker has been told of its end. Chromium alone. */
  backgroundFetch(id: string, urls: readonly string[], options?: BackgroundFetchOptions): Promise<Happening>;
  /** Clicks what buys on a merchant's page, and resolves when the payment handler's event has ended. Chromium alone. */
  pay(merchant: { readonly url: string; readonly click: string }, options?: Patience): Promise<Happening>;
  /** Takes the network from pages and worker, and gives it back. With `work` it gives it back when that has ended. */
  offline(offline?: boolean): Promise<void>;
  readonly worker: {
    /** Stops it by force, as the browser does with an idle one. The next event starts it anew. */
    stop(): Promise<void>;
    /** Starts it without an event. Chromium alone. */
    start(): Promise<void>;
  };
  /** What the person does in the site's settings. Chromium; in Firefox where it can. */
  setPermission(name: string, setting: 'granted' | 'denied' | 'prompt'): Promise<void>;
  /** Waits for something that the app does by itself, and says what came of it: `app.during(() => page.click('#send'))`. */
  during(work: () => Promise<unknown>, until: { readonly type: string } & Patience): Promise<Happening>;
  /** Everything so far, as one happening: `await expect(app).toBeHealthy()`. */
  history(): Promise<Happening>;
  /** The whole log, oldest first. */
  log(): Promise<readonly Entry[]>;
  /** What the doctor finds. */
  doctor(): Promise<readonly Finding[]>;
  /** Saves the log into a folder. @param name of the files, without their ending */
  save(folder: string, name?: string): Promise<SavedFiles>;
  close(): Promise<void>;
}
