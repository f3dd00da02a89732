import { getChromium } from '../browser/get-chromium.ts';
import type { Browser } from './browser.ts';
import { logOf } from './log-of.ts';
import { quotaFeature, spendQuota } from './quota-feature.ts';
import { setChromiumCaseStage } from './set-chromium-case-stage.ts';
import { setChromiumStage } from './set-chromium-stage.ts';

export const CHROMIUM: Browser = {
  name: 'Chromium',
  reportsAs: 'Chrome',
  ensure: () => void getChromium(),
  setStage: setChromiumStage,
  setCaseStage: setChromiumCaseStage,
  behindFlag: ['Document policy report posted'],
  lacks: {
    [quotaFeature.name]: { why: 'no quota', holds: spendQuota },
    'Push subscription changed by the push service': {
      why: 'no event',
      // What takes its place is seen by the next page: "Push subscription state".
      async holds(stage) {
        await stage.loseSubscription?.();
        return (await logOf(stage)).every(({ event }) => event !== 'pushsubscriptionchange event dispatched');
      },
    },
    'Viewer: says which services the browser lacks': {
      why: 'lacks none',
      holds: (stage) =>
        stage.evaluate(() =>
          ['SyncManager', 'PeriodicSyncManager', 'BackgroundFetchManager'].every(
            (name) => name in globalThis,
          ),
        ),
    },
  },
};
