import { backgroundFetchCases } from './cases/background-fetch.ts';
import { notificationCases } from './cases/notifications.ts';
import { pushCases } from './cases/push.ts';
import { subscriptionCases } from './cases/subscription.ts';
import { syncCases } from './cases/sync.ts';
import { workerCases } from './cases/worker.ts';
import type { DoctorCase } from './doctor-case.ts';

/** Every fault that can be provoked in Chromium within seconds, beside its healthy twin. */
export const CASES: readonly DoctorCase[] = [
  ...pushCases,
  ...subscriptionCases,
  ...syncCases,
  ...notificationCases,
  ...backgroundFetchCases,
  ...workerCases,
];
