import { absentFeatures } from './absent-features.ts';
import type { Feature } from './feature.ts';
import { notificationFeatures } from './notification-features.ts';
import { pushFeatures } from './push-features.ts';
import { quotaFeature } from './quota-feature.ts';
import { reportFeatures } from './report-features.ts';
import { sleepFeatures, workerFeatures } from './worker-features.ts';

/**
 * What is to happen in every browser, in the order of the table. The quota comes before any click: to Firefox a notification
 * that was clicked stays on screen, and while one is there no push costs anything.
 */
export const FEATURES: readonly Feature[] = [
  ...workerFeatures,
  quotaFeature,
  ...notificationFeatures,
  ...pushFeatures,
  ...sleepFeatures,
  ...reportFeatures,
  ...absentFeatures,
];
