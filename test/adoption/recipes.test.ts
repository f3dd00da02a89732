import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SET_UPS } from './set-ups/index.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const [, section = ''] = /\n## Your tools\n([\s\S]*?)\n## /.exec(readme) ?? [];
const rows = [...section.matchAll(/^\| (.+?) +\| (.+?) +\|$/gm)]
  .map(([, name = '', lines = '']) => ({ name: name.trim(), lines }))
  .filter(({ name }) => name !== 'your set-up' && !/^-+$/.test(name));

test('the README has a row for each set-up that is played, and no other', () => {
  expect(rows.map(({ name }) => name)).toEqual(SET_UPS.map(({ name }) => name));
});

/** Code between backticks, without what differs from app to app. */
const pieces = (lines: string): readonly string[] =>
  [...lines.matchAll(/`([^`]+)`/g)]
    .flatMap(([, code = '']) => code.split('…'))
    .map((piece) => piece.replace(/^[\s,{}[\]()]+|[\s,{}[\]()]+$/g, ''))
    .filter((piece) => piece.length > 3);

test.each(SET_UPS.map((setUp) => [setUp.name, setUp] as const))(
  '%s: its lines stand in the app',
  (name, setUp) => {
    const words = [...Object.entries(setUp.files), ...(setUp.build ?? []), [setUp.viewer ?? '']];
    const app = words.flat().join('\n').replace(/\s+/g, ' ');
    const lines = rows.find((row) => row.name === name)?.lines ?? '';
    const missing = pieces(lines).filter((piece) => {
      // Names of options whose values differ are looked for one by one.
      const words = piece.split(/[^\w@/.'$-]+/).filter((word) => word.length > 2);
      return (
        !app.includes(piece.replace(/\s+/g, ' ')) &&
        !words.every((word) => app.includes(word.replaceAll("'", '')))
      );
    });
    expect(missing.filter((piece) => piece !== '<script>' && !piece.startsWith('importScripts:'))).toEqual(
      [],
    );
  },
);
