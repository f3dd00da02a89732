import { describe, expect, it } from 'vitest';
import { diagnose } from './diagnose.ts';
import { logbook } from './logbook.ts';
import { STORIES } from './stories.fixture.ts';

describe('stories from the field', () => {
  it.each(STORIES)('$kind: $told', ({ write, found, options }) => {
    const log = logbook();
    write(log);
    const findings = diagnose(log.entries, options);
    const sorted = (list: readonly string[]): readonly string[] => [...list].sort();
    expect(sorted(findings.map(({ rule, severity }) => `${rule} ${severity}`))).toEqual(
      sorted(found.map(([rule, severity]) => `${rule} ${severity}`)),
    );
    for (const { rule, title } of findings) expect(title).not.toBe(rule);
    for (const [rule, , says] of found) {
      const words = findings
        .filter((one) => one.rule === rule)
        .map(({ title, cause }) => `${title} ${cause}`);
      expect(
        words.some((one) => says.test(one)),
        words.join('\n'),
      ).toBe(true);
    }
  });

  it('are three of each kind at least', () => {
    const kinds = new Map<string, number>();
    for (const { kind } of STORIES) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    for (const [kind, count] of kinds) expect(count, kind).toBeGreaterThanOrEqual(3);
  });
});
