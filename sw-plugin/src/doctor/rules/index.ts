import type { Rule } from '../rule.ts';
import { silentPush } from './d01-silent-push.ts';
import { pushStrikes } from './d02-push-strikes.ts';
import { notificationTooLate } from './d03-notification-too-late.ts';
import { closedAtOnce } from './d04-closed-at-once.ts';
import { suppressedInSight } from './d05-suppressed-in-sight.ts';
import { waitUntilRejected } from './d06-wait-until-rejected.ts';
import { handlerThrew } from './d07-handler-threw.ts';
import { lateWaitUntil } from './d08-late-wait-until.ts';
import { unwaitedWork } from './d09-unwaited-work.ts';
import { killedMidEvent } from './d10-killed-mid-event.ts';
import { slowHandler } from './d11-slow-handler.ts';
import { lateListener } from './d12-late-listener.ts';
import { noHandler } from './d13-no-handler.ts';
import { shownTwice } from './d14-shown-twice.ts';
import { replacedWorker } from './d15-replaced-worker.ts';
import { payloadNotJson } from './d16-payload-not-json.ts';
import { payloadShape } from './d17-payload-shape.ts';
import { subscriptionLost } from './d18-subscription-lost.ts';
import { subscriptionChange } from './d19-subscription-change.ts';
import { keyMismatch } from './d20-key-mismatch.ts';
import { permissionWithdrawn } from './d22-permission-withdrawn.ts';
import { syncRetried } from './d23-sync-retried.ts';
import { lastChanceFailed } from './d24-last-chance-failed.ts';
import { swallowedFailure } from './d25-swallowed-failure.ts';
import { syncRegister } from './d27-sync-register.ts';
import { periodicSync } from './d29-periodic-sync.ts';
import { backgroundFetchFailed } from './d30-background-fetch-failed.ts';
import { windowRefused } from './d31-window-refused.ts';
import { clickDoesNothing } from './d32-click-does-nothing.ts';
import { firefoxQuota } from './d33-firefox-quota.ts';
import { workerBroken } from './d34-worker-broken.ts';
import { staleWorker } from './d35-stale-worker.ts';
import { storageNearlyFull } from './d36-storage-nearly-full.ts';
import { uncaught } from './d38-uncaught.ts';
import { callRefused } from './d39-call-refused.ts';
import { functionGiven } from './d40-gave-function.ts';
import { syncStorm } from './d41-sync-storm.ts';
import { silentReplacement } from './d42-silent-replacement.ts';
import { syncNeverFired } from './d43-sync-never-fired.ts';
import { subscribedTwice } from './d44-subscribed-twice.ts';
import { paymentAnswer } from './d45-payment-answer.ts';
import { loadedLate } from './d46-loaded-late.ts';
import { eventSwallowed } from './d47-event-swallowed.ts';
import { subscribesAnew } from './d48-subscribes-anew.ts';

/** Most links lead below it, and are written without it. */
const MDN = 'https://developer.mozilla.org/en-US/docs/Web/API/';

/** Every rule, in order of its number. */
export const RULES: readonly Rule[] = [
  silentPush,
  pushStrikes,
  notificationTooLate,
  closedAtOnce,
  suppressedInSight,
  waitUntilRejected,
  handlerThrew,
  lateWaitUntil,
  unwaitedWork,
  killedMidEvent,
  slowHandler,
  lateListener,
  noHandler,
  shownTwice,
  replacedWorker,
  payloadNotJson,
  payloadShape,
  subscriptionLost,
  subscriptionChange,
  keyMismatch,
  permissionWithdrawn,
  syncRetried,
  lastChanceFailed,
  swallowedFailure,
  syncRegister,
  periodicSync,
  backgroundFetchFailed,
  windowRefused,
  clickDoesNothing,
  firefoxQuota,
  workerBroken,
  staleWorker,
  storageNearlyFull,
  uncaught,
  callRefused,
  functionGiven,
  syncStorm,
  silentReplacement,
  syncNeverFired,
  subscribedTwice,
  paymentAnswer,
  loadedLate,
  eventSwallowed,
  subscribesAnew,
].map((rule: Rule) => ({ ...rule, link: new URL(rule.link, MDN).href }));
