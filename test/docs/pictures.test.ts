import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readWebp } from '../pictures/read-webp.ts';
import { type Document, readDocuments, root } from './read-documents.ts';

/** Bytes of a still picture, and of a moving one. */
const MOST = { still: 300_000, moving: 600_000 };
/** What can't be seen has to be told: a name is not enough. */
const FEWEST_WORDS = 8;

interface Shown {
  /** Relative to the repository. */
  readonly file: string;
  readonly alt: string;
  /** The same for a dark screen. */
  readonly dark?: string;
}

/** Without blocks of code, whose pictures are somebody else's. */
const prose = (text: string): string => text.replace(/^ {0,3}```[\s\S]*?^ {0,3}```/gm, '');

/** Every picture of a document, as Markdown or as HTML. */
function picturesIn({ path: document, text }: Pick<Document, 'path' | 'text'>): readonly Shown[] {
  const at = (file: string): string => path.posix.join(path.posix.dirname(document), file);
  const words = prose(text);
  const shown: Shown[] = [];
  for (const [, alt = '', file = ''] of words.matchAll(/!\[([^\]]*)\]\(([^)\s]+)\)/g))
    shown.push({ file: at(file), alt });
  for (const [whole] of words.matchAll(/<picture>[\s\S]*?<\/picture>|<img [^>]*>/g)) {
    const of = (name: string): string =>
      new RegExp(`<(?:img|source)[^>]* ${name}="([^"]*)"`).exec(whole)?.[1] ?? '';
    const dark = of('srcset');
    shown.push({ file: at(of('src')), alt: of('alt'), ...(dark !== '' && { dark: at(dark) }) });
  }
  return shown;
}

function faultsOf({ file, alt, dark }: Shown): readonly string[] {
  const faults: string[] = [];
  if (alt.split(/\s+/).length < FEWEST_WORDS) faults.push(`${file}: "${alt}" tells too little`);
  for (const one of dark === undefined ? [file] : [file, dark]) {
    if (!existsSync(path.join(root, one))) {
      faults.push(`${one} is not there`);
      continue;
    }
    const bytes = readFileSync(path.join(root, one));
    const { durations } = readWebp(bytes);
    const most = durations.length > 0 ? MOST.moving : MOST.still;
    if (bytes.length > most) faults.push(`${one}: ${bytes.length} bytes of ${most}`);
  }
  return faults;
}

const pictures = readDocuments().flatMap(picturesIn);

test.each(pictures.map((shown) => [shown.file, shown] as const))(
  '%s is there, small enough, and told in words',
  (_, shown) => {
    expect(faultsOf(shown)).toEqual([]);
  },
);

test('light and dark show the same: a picture has one name for each, and one size up to a line', () => {
  const pairs = pictures.filter(({ dark }) => dark !== undefined);
  expect(pairs.length).toBeGreaterThan(0);
  for (const { file, dark = '' } of pairs) {
    expect(dark).toBe(file.replace('-light.', '-dark.'));
    const [a, b] = [file, dark].map((one) => readWebp(readFileSync(path.join(root, one))));
    expect(b?.width, dark).toBe(a?.width);
    expect(Math.abs((b?.height ?? 0) - (a?.height ?? 0)), dark).toBeLessThan(60);
  }
});

test('one of them moves, for a few seconds', () => {
  const moving = pictures
    .map(({ file }) => readWebp(readFileSync(path.join(root, file))).durations)
    .filter(({ length }) => length > 1);
  expect(moving).toHaveLength(1);
  const seconds = (moving[0] ?? []).reduce((sum, duration) => sum + duration, 0) / 1000;
  expect(seconds).toBeGreaterThan(5);
  expect(seconds).toBeLessThan(20);
});

test('no picture is left that nobody shows', () => {
  const shown = new Set(pictures.flatMap(({ file, dark }) => [file, ...(dark === undefined ? [] : [dark])]));
  const there = readdirSync(path.join(root, 'viewer/screenshots')).map(
    (name) => `viewer/screenshots/${name}`,
  );
  expect(there.filter((file) => !shown.has(file))).toEqual([]);
});

test('a missing file, and too few words, are found', () => {
  const text = [
    '![A map](map.webp)',
    '```html\n<img src="of-the-app.png">\n```',
    '<picture><source media="(prefers-color-scheme: dark)" srcset="b-dark.webp"><img src="b.webp" alt=""></picture>',
  ].join('\n');
  const found = picturesIn({ path: 'viewer/README.md', text });
  expect(found).toEqual([
    { file: 'viewer/map.webp', alt: 'A map' },
    { file: 'viewer/b.webp', alt: '', dark: 'viewer/b-dark.webp' },
  ]);
  expect(found.flatMap(faultsOf)).toEqual([
    'viewer/map.webp: "A map" tells too little',
    'viewer/map.webp is not there',
    'viewer/b.webp: "" tells too little',
    'viewer/b.webp is not there',
    'viewer/b-dark.webp is not there',
  ]);
});
