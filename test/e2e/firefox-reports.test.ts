import { playFeatures } from '../browsers/play-features.ts';
import { postedFeatures, unposted } from '../browsers/posted-features.ts';
import { demoSite } from '../browsers/site.ts';
import { setFirefoxStage } from '../firefox/set-firefox-stage.ts';

const NEVER = [
  'csp-hash',
  'coep',
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
  () => setFirefoxStage(({ certificates, push }) => demoSite(certificates, push.origin)),
  postedFeatures,
  unposted(NEVER),
);
