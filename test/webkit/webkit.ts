import type { Browser } from '../browsers/browser.ts';
import type { Lack } from '../browsers/feature.ts';
import { INTERFACE_LACKS } from '../browsers/interface-lacks.ts';
import { unposted } from '../browsers/posted-features.ts';
import { pushFeatures } from '../browsers/push-features.ts';
import { quotaFeature } from '../browsers/quota-feature.ts';
import { ensureWebKit } from './ensure-webkit.ts';
import { setWebKitCaseStage } from './set-webkit-case-stage.ts';
import { setWebKitStage } from './set-webkit-stage.ts';

// No GTK API delivers a push, and a notification's buttons never reach the desktop.
const NO_PUSH: Lack = {
  why: 'no push in WebKitGTK',
  holds: (stage) => stage.evaluate(() => !('PushManager' in globalThis)),
};

/** The engine of Safari, as a desktop that is not Apple's has it. */
export const WEBKIT: Browser = {
  name: 'WebKitGTK',
  reportsAs: 'Safari',
  ensure: ensureWebKit,
  setStage: setWebKitStage,
  setCaseStage: setWebKitCaseStage,
  // As in Firefox: nothing is said of a rejection that waitUntil has taken.
  silent: ['rejection-order'],
  lacks: {
    ...INTERFACE_LACKS,
    ...Object.fromEntries(pushFeatures.map(({ name }) => [name, NO_PUSH])),
    [quotaFeature.name]: NO_PUSH,
    'Viewer: a push that came while nobody was there': NO_PUSH,
    'Notification button clicked': {
      why: 'no buttons in WebKitGTK',
      holds: (stage) => stage.evaluate(() => !('actions' in Notification.prototype)),
    },
    ...unposted([
      'permissions-policy',
      'permissions-policy-report-only',
      'deprecation',
      'intervention',
      'document-policy',
      'network-error',
      'crash',
    ]),
  },
};
