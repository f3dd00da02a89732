import { backgroundFetchCalls } from './background-fetch.ts';
import { backgroundSyncCalls } from './background-sync.ts';
import type { Calls } from './definition.ts';
import { notificationsCalls } from './notifications.ts';
import { periodicBackgroundSyncCalls } from './periodic-background-sync.ts';
import { pushMessagingCalls } from './push-messaging.ts';
import { unregisterCall } from './registration.ts';

/** Methods that both sides have, besides those that show something. */
export const commonCalls = (): Calls => ({
  ...backgroundFetchCalls(),
  ...backgroundSyncCalls(),
  ...notificationsCalls(),
  ...periodicBackgroundSyncCalls(),
  ...pushMessagingCalls(),
  'ServiceWorkerRegistration.unregister': unregisterCall,
});
