import { describe, expect, it } from 'vitest';
import { strip } from '../upload/strip.ts';
import { diagnose } from './diagnose.ts';
import { logbook } from './logbook.ts';
import { STORIES } from './stories.fixture.ts';

/** Rules about what a notification said, or a message: of that only the size leaves the device. */
const NEEDS_WORDS = /^(D14|D42|D44) /;

describe('entries as they were uploaded', () => {
  it.each(STORIES)('$kind: $told', ({ write, options }) => {
    const log = logbook();
    write(log);
    const told = (entries: typeof log.entries): readonly string[] =>
      diagnose(entries, options)
        .map(({ rule, severity }) => `${rule} ${severity}`)
        .sort();
    // The same findings, no more of them, and fewer only where words would be needed.
    expect(told(log.entries.map((entry) => strip(entry)))).toEqual(
      told(log.entries).filter((one) => !NEEDS_WORDS.test(one)),
    );
  });
});
