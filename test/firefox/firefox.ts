import type { Browser } from '../browsers/browser.ts';
import { INTERFACE_LACKS } from '../browsers/interface-lacks.ts';
import { unposted } from '../browsers/posted-features.ts';
import { getFirefox } from './get-firefox.ts';
import { setFirefoxCaseStage } from './set-firefox-case-stage.ts';
import { setFirefoxStage } from './set-firefox-stage.ts';

/** A browser whose developer tools have no panel for any of this. */
export const FIREFOX: Browser = {
  name: 'Firefox ESR',
  reportsAs: 'Firefox',
  ensure: () => void getFirefox(),
  setStage: setFirefoxStage,
  setCaseStage: setFirefoxCaseStage,
  // Firefox says nothing of a rejection that waitUntil has taken.
  silent: ['rejection-order'],
  lacks: {
    ...INTERFACE_LACKS,
    ...unposted([
      'csp-hash',
      'coep',
      'permissions-policy',
      'permissions-policy-report-only',
      'deprecation',
      'intervention',
      'document-policy',
      'coop',
      'network-error',
      'crash',
    ]),
  },
};
