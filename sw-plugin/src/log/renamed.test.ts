import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');
const found = (text: string, what: RegExp): string[] =>
  [...text.matchAll(what)].map(([, name]) => name ?? '');

test.each(['../../vite.config.ts', '../../../sdk/vite.config.ts'])(
  '%s lets the minifier rename nothing that is written to the log',
  (config) => {
    const renamed = found(read(config), /^ {2}'(\w+)',$/gm);
    const written = found(
      read('./entry.ts') + read('./is-due.ts') + read('./recording.ts'),
      /readonly (\w+)\??:/g,
    );
    expect(renamed.length).toBeGreaterThan(10);
    expect(written).toContain('attempt');
    expect(renamed.filter((name) => written.includes(name))).toEqual([]);
  },
);
