import { beforeAll, describe, expect, test } from 'vitest';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import { CASES } from '../invisible/cases.ts';
import { type Played, playCase } from '../invisible/play-case.ts';
import { type CaseHost, startCaseHost } from '../invisible/start-case-host.ts';
import type { Variant } from '../invisible/worker-source.ts';

// With and without the plugin a host's worker sees the same, and the browser says the same of it.
let browser: Chromium;
let host: CaseHost;

beforeAll(async () => {
  // One attempt per sync: a rejected one is not tried again while it is looked at.
  browser = await launchChromium({ sync: { syncAttempts: 1 } });
  host = await startCaseHost(browser.certificates);
  await browser.grantPermissions(host.origin);
  await browser.page.goto(host.origin);
  return () => browser.close().then(host.close);
});

describe.each(CASES)('$name', ({ name, variants }) => {
  const play = (variant: Variant): Promise<Played> =>
    playCase(browser, host.script(name, variant), variant.module ? 'module' : 'classic');

  test.each(variants)('module: $module', async (without, with_) => {
    const [expected, actual] = await Promise.all([play(without), play(with_)]);
    expect(expected.observations.length).toBeGreaterThan(0);
    expect(actual).toEqual(expected);
  });
});
