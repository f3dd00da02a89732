import { backgroundFetchEvents } from './background-fetch.ts';
import { backgroundSyncEvents } from './background-sync.ts';
import type { Events } from './definition.ts';
import { notificationsEvents } from './notifications.ts';
import { paymentHandlerEvents } from './payment-handler.ts';
import { periodicBackgroundSyncEvents } from './periodic-background-sync.ts';
import { pushMessagingEvents } from './push-messaging.ts';
import { serviceWorkerEvents } from './service-worker.ts';

/**
 * Every event of a background service that a worker gets. A file of its own, so that no page carries it; a function, so
 * that nothing of it is made while a worker starts up.
 */
export const eventDefinitions = (): Events => ({
  ...backgroundFetchEvents(),
  ...backgroundSyncEvents(),
  ...notificationsEvents(),
  ...paymentHandlerEvents(),
  ...periodicBackgroundSyncEvents(),
  ...pushMessagingEvents(),
  ...serviceWorkerEvents(),
});

/** Their types, which are needed at once (a test compares them). */
export const EVENT_TYPES: readonly string[] = [
  'backgroundfetchsuccess',
  'backgroundfetchfail',
  'backgroundfetchabort',
  'backgroundfetchclick',
  'sync',
  'notificationclick',
  'notificationclose',
  'canmakepayment',
  'paymentrequest',
  'abortpayment',
  'periodicsync',
  'push',
  'pushsubscriptionchange',
  'install',
  'activate',
];
