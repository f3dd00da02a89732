import type { BrowserContext, Page } from 'playwright-core';
import type { Chromium } from '../browser/launch-chromium.ts';
import type { NotificationDaemon } from '../kit/src/notification-daemon/start-notification-daemon.ts';
import type { SubscriptionJSON } from '../kit/src/push-service/start-push-service.ts';

/** The browser in which cases are played. */
export interface CaseBrowser {
  readonly context: BrowserContext;
  readonly notifications: NotificationDaemon;
  /** For what it alone can do: stop a worker, sync, pay, take a permission away. */
  readonly chromium?: Chromium;
  /** A page of its own, visible. */
  newPage(): Promise<Page>;
  setPermission(origin: string, name: 'notifications', setting: 'granted' | 'denied'): Promise<void>;
  /** Sends a push. Resolves before its event, as soon as it is on its way. */
  send(subscription: SubscriptionJSON, payload?: string): Promise<void>;
  /** Resolves when the event of a push that is sent to the site by `send` is over. */
  handled(origin: string, subscription: SubscriptionJSON, payload?: string): Promise<void>;
}
