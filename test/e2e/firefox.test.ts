import { FEATURES } from '../browsers/features.ts';
import { INTERFACE_LACKS } from '../browsers/interface-lacks.ts';
import { playFeatures } from '../browsers/play-features.ts';
import { hostSite } from '../browsers/site.ts';
import { setFirefoxStage } from '../firefox/set-firefox-stage.ts';

// A browser whose developer tools have no panel for any of this.
playFeatures(
  'services',
  () => setFirefoxStage(({ certificates }) => hostSite(certificates)),
  FEATURES,
  INTERFACE_LACKS,
);
