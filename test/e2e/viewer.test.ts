import { describe } from 'vitest';
import { availableBrowsers } from '../browsers/available-browsers.ts';
import { keyboardFeatures } from '../browsers/keyboard-features.ts';
import { playFeatures } from '../browsers/play-features.ts';
import { demoSite } from '../browsers/site.ts';
import { stateFeature } from '../browsers/state-feature.ts';
import { viewerFeatures } from '../browsers/viewer-features.ts';

// The viewer within the demo, in every browser.
describe.each(availableBrowsers())('$name', (browser) => {
  playFeatures(browser, {
    group: 'viewer',
    features: [...keyboardFeatures, stateFeature, ...viewerFeatures],
    openSite: demoSite,
  });
});
