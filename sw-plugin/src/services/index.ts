import { backgroundFetchCalls, backgroundFetchEvents } from './background-fetch.ts';
import { backgroundSyncCalls, backgroundSyncEvents } from './background-sync.ts';
import type { Calls, Events } from './definition.ts';
import { notificationsCalls, notificationsEvents } from './notifications.ts';
import { paymentHandlerCalls, paymentHandlerEvents } from './payment-handler.ts';
import { periodicBackgroundSyncCalls, periodicBackgroundSyncEvents } from './periodic-background-sync.ts';
import { pushMessagingCalls, pushMessagingEvents } from './push-messaging.ts';
import { serviceWorkerCalls, serviceWorkerEvents } from './service-worker.ts';

export { type FetchRegistration, progressOf } from './background-fetch.ts';
export {
  type CallDefinition,
  type Calls,
  type EventDefinition,
  type Events,
  type Line,
  line,
  type Moment,
  own,
} from './definition.ts';
export { markOfPage } from './notifications.ts';
export { attributes, members, plain, string } from './plain.ts';
export { keyText, subscriptionShape } from './subscription.ts';

/** Every event of a background service that a worker gets. */
export const EVENTS: Events = {
  ...backgroundFetchEvents,
  ...backgroundSyncEvents,
  ...notificationsEvents,
  ...paymentHandlerEvents,
  ...periodicBackgroundSyncEvents,
  ...pushMessagingEvents,
  ...serviceWorkerEvents,
};

/** Methods that both sides have. */
export const COMMON_CALLS: Calls = {
  ...backgroundFetchCalls,
  ...backgroundSyncCalls,
  ...notificationsCalls,
  ...periodicBackgroundSyncCalls,
  ...pushMessagingCalls,
};

/** Methods that only a worker has. */
export const WORKER_CALLS: Calls = { ...paymentHandlerCalls, ...serviceWorkerCalls };
