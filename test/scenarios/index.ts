import { backgroundFetch } from './background-fetch.ts';
import { backgroundSync } from './background-sync.ts';
import { notifications } from './notifications.ts';
import { paymentHandler } from './payment-handler.ts';
import { periodicBackgroundSync } from './periodic-background-sync.ts';
import { pushMessaging } from './push-messaging.ts';
import type { Scenario } from './stage.ts';

/** Every scenario that Chromium can play for real, in an order in which they don't disturb each other. */
export const SCENARIOS: readonly Scenario[] = [
  ...backgroundSync,
  ...pushMessaging,
  ...notifications,
  ...backgroundFetch,
  ...paymentHandler,
  ...periodicBackgroundSync,
];
