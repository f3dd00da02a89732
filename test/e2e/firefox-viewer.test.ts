import { playFeatures } from '../browsers/play-features.ts';
import { demoSite } from '../browsers/site.ts';
import { viewerFeatures } from '../browsers/viewer-features.ts';
import { setFirefoxStage } from '../firefox/set-firefox-stage.ts';

playFeatures(
  'viewer',
  () => setFirefoxStage(({ certificates, push }) => demoSite(certificates, push.origin)),
  viewerFeatures,
  {},
);
