import { writeFileSync } from 'node:fs';

/** Characters of a message. */
const MESSAGE = 500;

/**
 * A vitest reporter that writes down which tests passed only when they were tried again: a JSON array of their full
 * names, each with why it failed first, into the file that `OFFSTAGE_RETRIES` names. vitest's JSON report leaves this out
 * (https://vitest.dev/api/advanced/test-case#diagnostic).
 */
export default class RetriesReporter {
  onTestRunEnd(modules) {
    const names = [];
    for (const module of modules)
      for (const test of module.children.allTests())
        if (test.diagnostic()?.flaky) {
          // Errors of the attempts before stay with a test that passes.
          const error = test.result().errors?.[0];
          const line = error?.stacks?.find(({ file }) => file === module.moduleId)?.line;
          const where = line === undefined ? module.relativeModuleId : `${module.relativeModuleId}:${line}`;
          const why = error?.message ?? 'no error is known';
          names.push(`${where}: ${test.fullName} (${why.slice(0, MESSAGE)})`);
        }
    const file = process.env.OFFSTAGE_RETRIES;
    if (file) writeFileSync(file, JSON.stringify(names));
  }
}
