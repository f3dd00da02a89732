import { diagnose } from '@offstage/sw-plugin/doctor';
import { describe, expect, test } from 'vitest';
import { complaintsAbout } from './complaints.ts';
import { givenLog } from './given-log.ts';
import { CASE_FOLDERS, isGivenLog, readRuns } from './read-runs.ts';

// Faults that take days: their logs are given.
describe.each(CASE_FOLDERS)('$title, from a log', ({ folder }) => {
  for (const run of readRuns(folder).filter(isGivenLog)) {
    test(run.name, () => {
      const entries = givenLog(run);
      expect(complaintsAbout(run.expect, entries, diagnose(entries, { alive: new Set() }))).toEqual([]);
    });
  }
});
