import { writeFileSync } from 'node:fs';

/**
 * A vitest reporter that writes down which tests passed only when they were tried again: a JSON array of their full
 * names, into the file that `OFFSTAGE_RETRIES` names. vitest's JSON report leaves this out
 * (https://vitest.dev/api/advanced/test-case#diagnostic).
 */
export default class RetriesReporter {
  onTestRunEnd(modules) {
    const names = [];
    for (const module of modules)
      for (const test of module.children.allTests())
        if (test.diagnostic()?.flaky) names.push(`${module.relativeModuleId}: ${test.fullName}`);
    const file = process.env.OFFSTAGE_RETRIES;
    if (file) writeFileSync(file, JSON.stringify(names));
  }
}
