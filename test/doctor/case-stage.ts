import type { Entry } from '@offstage/sw-plugin/log';
import type { Page } from 'playwright-core';
import type { Chromium } from '../browser/launch-chromium.ts';
import type { RecordedEvent } from '../kit/src/chromium/background-service-recorder.ts';
import type { WorkerVersion } from '../kit/src/chromium/service-workers.ts';
import { eventually } from '../kit/src/eventually.ts';
import type { SubscriptionJSON } from '../kit/src/push-service/start-push-service.ts';
import { readLog } from '../log/read-log.ts';
import { subscribe } from '../scenarios/push-messaging.ts';

/** Permissions by the names that the protocol has for them. */
export type PermissionName = 'notifications' | 'push' | 'background-sync' | 'periodic-background-sync';

/** Where an act plays: a page on an origin of its own, whose worker is active unless the act has it otherwise. */
export interface CaseStage {
  readonly page: Page;
  readonly origin: string;
  /** The origin's host, unique to the act: what an act gives its notifications for a title. */
  readonly host: string;
  /** What the browser's own recorder has of this origin. */
  panel(): readonly RecordedEvent[];
  /** The `nth` such entry in the log (default: the first); waits for it. */
  entry(event: string, nth?: number, fits?: (entry: Entry) => boolean): Promise<Entry>;
  /** Subscribes, or finds the subscription that there is. */
  subscription(): Promise<SubscriptionJSON>;
  /** Sends a push, encrypted, through the push service, subscribing first if need be. Resolves before it arrives. */
  push(payload?: string): Promise<void>;
  /** The same for a subscription that is known. */
  pushTo(subscription: SubscriptionJSON, payload?: string): Promise<void>;
  /** Resolves when the browser's recorder has this event `times` times (default 1). */
  recorded(eventName: string, times?: number): Promise<void>;
  /** `work` with no page of the site open: Playwright makes every page believe that it is visible. */
  away(work: () => Promise<void>): Promise<void>;
  /** Clicks the act's newest notification as a person does. */
  click(): Promise<void>;
  setPermission(name: PermissionName, setting: 'granted' | 'denied'): Promise<void>;
  /** Stops the active worker by force; it starts again with the next event. */
  stopWorker(): Promise<void>;
}

// A busy machine, and a first download that takes its seconds.
const PATIENCE = { timeout: 30_000, every: 100 };

/** Needs `ServiceWorker.enable` on the browser's `cdp` session, once. */
export function openCaseStage(browser: Chromium, page: Page, origin: string): CaseStage {
  const { cdp, recorder, workers, notifications, push } = browser;
  const host = new URL(origin).hostname;
  const panel = (): readonly RecordedEvent[] =>
    recorder.events.filter((event) => event.origin === `${origin}/`);
  const pushTo = async (subscription: SubscriptionJSON, payload?: string): Promise<void> => {
    await push.connected();
    await push.send(subscription, payload);
  };
  const running = (): WorkerVersion | undefined =>
    [...workers.versions.values()].find(
      ({ scriptURL, runningStatus }) => scriptURL.startsWith(`${origin}/`) && runningStatus === 'running',
    );
  return {
    page,
    origin,
    host,
    panel,
    entry(event, nth = 1, fits = () => true) {
      let seen: readonly Entry[] = [];
      const look = async (): Promise<Entry | undefined> => {
        seen = await readLog(page);
        return seen.filter((entry) => entry.event === event && fits(entry))[nth - 1];
      };
      const what = (): string =>
        `"${event}" ${nth} times; the log of ${host} has: ${seen.map((entry) => entry.event).join(', ')}`;
      return eventually(look, { ...PATIENCE, what });
    },
    subscription: () => subscribe(page),
    push: async (payload) => pushTo(await subscribe(page), payload),
    pushTo,
    async recorded(eventName, times = 1) {
      const count = (): number => panel().filter((event) => event.eventName === eventName).length;
      const what = (): string =>
        `"${eventName}" ${times} times; ${host} has: ${panel().map((event) => event.eventName)}`;
      await eventually(() => count() >= times, { ...PATIENCE, what });
    },
    async away(work) {
      await page.goto('about:blank');
      try {
        await work();
      } finally {
        await page.goto(origin);
      }
    },
    async click() {
      notifications.click((await notifications.waitFor(host, PATIENCE)).id);
    },
    async setPermission(name, setting) {
      const permission = { name, ...(name === 'push' && { userVisibleOnly: true }) };
      await cdp.send('Browser.setPermission', { origin, permission, setting });
    },
    async stopWorker() {
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      const { versionId } = await eventually(running, { every: 10, what: `worker of ${host} running` });
      await cdp.send('ServiceWorker.stopWorker', { versionId });
      await eventually(() => running() === undefined, { every: 10, what: `worker of ${host} stopped` });
    },
  };
}
