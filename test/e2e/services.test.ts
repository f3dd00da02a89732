import { describe } from 'vitest';
import { availableBrowsers } from '../browsers/available-browsers.ts';
import { FEATURES } from '../browsers/features.ts';
import { playFeatures } from '../browsers/play-features.ts';
import { hostSite } from '../browsers/site.ts';

// What is to happen, in every browser.
describe.each(availableBrowsers())('$name', (browser) => {
  playFeatures(browser, { group: 'services', features: FEATURES, openSite: hostSite });
});
