import { afterAll, describe } from 'vitest';
import { accountFeature } from '../browsers/account-feature.ts';
import { availableBrowsers } from '../browsers/available-browsers.ts';
import { playFeatures } from '../browsers/play-features.ts';
import { postedFeatures, provokeAll } from '../browsers/posted-features.ts';
import { demoSite, type OpenSite, type Site } from '../browsers/site.ts';

// Every kind of report, from every browser, to one and the same server.
let demo: Site | undefined;
afterAll(() => demo?.close());

// The certificates are those of the browser that comes first: Chromium, the only one that is particular about them.
const oneDemo: OpenSite = async (visitor) => {
  demo ??= await demoSite(visitor);
  return { origin: demo.origin, close: async () => {} };
};

describe.each(availableBrowsers())('$name', (browser) => {
  playFeatures(browser, {
    group: 'reports',
    features: [...postedFeatures, accountFeature(browser)],
    openSite: oneDemo,
    prepare: provokeAll,
  });
});
