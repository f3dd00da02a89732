import { playFeatures } from '../browsers/play-features.ts';
import { postedFeatures, unposted } from '../browsers/posted-features.ts';
import { demoSite, withCertificates } from '../browsers/site.ts';
import { setWebKitStage } from '../webkit/set-webkit-stage.ts';

const NEVER = [
  'permissions-policy',
  'permissions-policy-report-only',
  'deprecation',
  'intervention',
  'document-policy',
  'coop',
  'network-error',
];

playFeatures(
  'reports',
  () => setWebKitStage(() => withCertificates(demoSite)),
  postedFeatures,
  unposted(NEVER),
);
