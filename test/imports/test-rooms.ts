import type { Rule } from './rule.ts';

/**
 * The rooms of the tests, and what each may import of the others: a room, or where two rooms need each other the files
 * that the lower one is lent. All may import the packages;
 * `kit`, published as `@offstage/testing`, is one of them.
 */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  imports: [],
  kit: [],
  size: ['run/root.mjs'],
  browser: [],
  pwa: [],
  run: ['size'],
  bench: ['browser', 'run'],
  build: ['run'],
  consumers: ['run'],
  demo: ['browser'],
  host: ['browser'],
  invisible: ['browser', 'browsers/browser-stage.ts', 'browsers/evaluate-in.ts'],
  log: ['browser', 'browsers/site.ts', 'size'],
  adoption: ['browser', 'log', 'run'],
  cases: ['browser', 'host', 'log'],
  scenarios: ['browser', 'host'],
  webkit: [
    'browser',
    'browsers/browser-stage.ts',
    'browsers/browser.ts',
    'browsers/feature.ts',
    'browsers/interface-lacks.ts',
    'browsers/posted-features.ts',
    'browsers/push-features.ts',
    'browsers/quota-feature.ts',
    'browsers/site.ts',
    'browsers/wake.ts',
    'invisible',
  ],
  docs: ['adoption', 'run'],
  doctor: ['browser', 'log', 'scenarios'],
  firefox: [
    'browser',
    'browsers/browser-stage.ts',
    'browsers/browser.ts',
    'browsers/evaluate-in.ts',
    'browsers/interface-lacks.ts',
    'browsers/posted-features.ts',
    'browsers/site.ts',
    'browsers/wake.ts',
    'invisible',
    'scenarios',
  ],
  upload: ['browser', 'places', 'run'],
  pack: ['adoption', 'run'],
  parity: ['browser', 'log', 'scenarios'],
  browsers: ['browser', 'demo', 'firefox', 'host', 'invisible', 'log', 'pwa', 'run', 'scenarios', 'webkit'],
  places: ['adoption', 'browser', 'docs', 'run'],
  fences: ['browser', 'browsers'],
  formats: ['browser', 'browsers'],
  hosts: ['browser', 'browsers', 'invisible'],
  e2e: [
    'adoption',
    'browser',
    'browsers',
    'cases',
    'demo',
    'docs',
    'doctor',
    'fences',
    'firefox',
    'formats',
    'host',
    'hosts',
    'invisible',
    'log',
    'parity',
    'places',
    'run',
    'scenarios',
    'size',
    'webkit',
  ],
};

const PACKAGES = ['sw-plugin', 'sdk', 'server', 'viewer', 'npm'];

export const TEST_ROOMS: readonly Rule[] = Object.entries(ROOMS).map(([room, others]) => ({
  below: `test/${room}`,
  mayImport: [...PACKAGES, 'test/kit', `test/${room}`, ...others.map((one) => `test/${one}`)],
}));
