import { beforeAll, describe, expect, test } from 'vitest';
import { type Firefox, launchFirefox } from '../firefox/launch-firefox.ts';
import { playPushCase } from '../firefox/play-push-case.ts';
import { startPushCaseHost } from '../firefox/start-push-case-host.ts';
import { CASES } from '../invisible/cases.ts';
import type { Played } from '../invisible/play-case.ts';
import type { CaseHost } from '../invisible/start-case-host.ts';
import type { Variant } from '../invisible/worker-source.ts';

// With and without the plugin a host's worker sees the same, in Firefox as well. Every case plays there.
// Firefox says nothing of a rejection that waitUntil has taken: there the two only have to agree.
const SILENT = 'rejection-order';

let browser: Firefox;
let host: CaseHost;

beforeAll(async () => {
  browser = await launchFirefox();
  host = await startPushCaseHost(browser.certificates);
  await browser.page.goto(host.origin);
  return () => browser.close().then(host.close);
});

describe.each(CASES)('$name', ({ name, variants }) => {
  const play = (variant: Variant): Promise<Played> =>
    playPushCase(browser, host.script(name, variant), variant.module ? 'module' : 'classic');

  test.each(variants)('module: $module', async (without, with_) => {
    const [expected, actual] = await Promise.all([play(without), play(with_)]);
    expect(expected.verdicts).toEqual(['first: 100', 'second: 100']);
    if (name !== SILENT) expect(expected.observations.length).toBeGreaterThan(0);
    expect(actual).toEqual(expected);
  });
});
