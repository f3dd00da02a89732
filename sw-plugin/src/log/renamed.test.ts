import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');
const found = (text: string, what: RegExp): string[] =>
  [...text.matchAll(what)].map(([, name]) => name ?? '');

test.each(['../../vite.config.ts', '../../../sdk/vite.config.ts'])(
  '%s lets the minifier rename what ends in _, and nothing that others see does',
  (config) => {
    const [pattern = ''] = found(read(config), /properties: \{ regex: \/(.+?)\/ \}/g);
    const renamed = new RegExp(pattern);
    const seen = [
      'entry',
      'is-due',
      'recording',
      'log',
      'limits',
      'write-log',
      '../relay/protocol',
      '../install',
    ];
    const names = seen.flatMap((file) => found(read(`./${file}.ts`), /^ +(?:readonly )?(\w+)[?]?[:(]/gm));
    expect(renamed.test('attempt_')).toBe(true);
    expect(names).toEqual(expect.arrayContaining(['attempt', 'since', 'expired', 'contents', 'hello']));
    expect(names.filter((name) => renamed.test(name))).toEqual([]);
  },
);
