import * as all from './matchers.ts';

/** For `expect.extend(matchers)`, of vitest, Jest or Playwright. */
export const matchers: typeof all = { ...all };
