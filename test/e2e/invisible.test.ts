import { beforeAll, describe, expect, test } from 'vitest';
import { availableBrowsers } from '../browsers/available-browsers.ts';
import type { CaseStage } from '../invisible/case-stage.ts';
import { CASES } from '../invisible/cases.ts';

// With and without the plugin a host's worker sees the same, and the browser says the same of it.
describe.each(availableBrowsers())('$name', ({ setCaseStage, silent = [] }) => {
  let stage: CaseStage;

  beforeAll(async () => {
    stage = await setCaseStage();
    return stage.close;
  });

  describe.each(CASES)('$name', ({ name, variants }) => {
    test.each(variants)('module: $module', async (without, with_) => {
      const [expected, actual] = await Promise.all([stage.play(name, without), stage.play(name, with_)]);
      // Otherwise a case could agree by never having run.
      if (!silent.includes(name)) expect(expected.observations.length).toBeGreaterThan(0);
      expect(actual).toEqual(expected);
    });
  });
});
