import type { Lack } from '../browsers/feature.ts';
import { FEATURES } from '../browsers/features.ts';
import { INTERFACE_LACKS } from '../browsers/interface-lacks.ts';
import { playFeatures } from '../browsers/play-features.ts';
import { pushFeatures } from '../browsers/push-features.ts';
import { hostSite, withCertificates } from '../browsers/site.ts';
import { setWebKitStage } from '../webkit/set-webkit-stage.ts';

// No GTK API delivers a push, and a notification's buttons never reach the desktop.
const NO_PUSH: Lack = {
  why: 'no push in WebKitGTK',
  holds: (stage) => stage.evaluate(() => !('PushManager' in globalThis)),
};

playFeatures('services', () => setWebKitStage(() => withCertificates(hostSite)), FEATURES, {
  ...INTERFACE_LACKS,
  ...Object.fromEntries(pushFeatures.map(({ name }) => [name, NO_PUSH])),
  'Notification button clicked': {
    why: 'no buttons in WebKitGTK',
    holds: (stage) => stage.evaluate(() => !('actions' in Notification.prototype)),
  },
});
