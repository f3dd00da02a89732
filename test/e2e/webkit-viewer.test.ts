import { playFeatures } from '../browsers/play-features.ts';
import { demoSite, withCertificates } from '../browsers/site.ts';
import { viewerFeatures } from '../browsers/viewer-features.ts';
import { setWebKitStage } from '../webkit/set-webkit-stage.ts';

playFeatures('viewer', () => setWebKitStage(() => withCertificates(demoSite)), viewerFeatures, {
  'Viewer: a push that came while nobody was there': {
    why: 'no push in WebKitGTK',
    holds: (stage) => stage.evaluate(() => !('PushManager' in globalThis)),
  },
});
