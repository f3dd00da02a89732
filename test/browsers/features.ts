import { absentFeatures } from './absent-features.ts';
import type { Feature } from './feature.ts';
import { notificationFeatures } from './notification-features.ts';
import { pushFeatures } from './push-features.ts';
import { reportFeatures } from './report-features.ts';
import { sleepFeatures, workerFeatures } from './worker-features.ts';

/** What is to happen in every browser, in the order of the table. */
export const FEATURES: readonly Feature[] = [
  ...workerFeatures,
  ...notificationFeatures,
  ...pushFeatures,
  ...sleepFeatures,
  ...reportFeatures,
  ...absentFeatures,
];
