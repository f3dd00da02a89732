import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { SET_UPS } from '../adoption/set-ups/index.ts';
import { type Document, readDocuments, root } from './read-documents.ts';

const documents = readDocuments();
const byPath = new Map(documents.map((document) => [document.path, document]));

/** As GitHub makes them: https://docs.github.com/en/get-started/writing-on-github (section links). */
const anchorOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[`*]/g, '')
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');

const anchorsOf = ({ text }: Document): readonly string[] =>
  [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

/** Without blocks of code, which link to nothing. */
const prose = (text: string): string => text.replace(/^ {0,3}```[\s\S]*?^ {0,3}```/gm, '');

function brokenLinks(document: Document): readonly string[] {
  const broken: string[] = [];
  for (const [, target = ''] of prose(document.text).matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(target)) continue;
    const [file = '', anchor] = target.split('#');
    const full = path.posix.join(path.posix.dirname(document.path), file);
    const found = file === '' ? document.path : full.replace(/\/$/, '');
    if (!existsSync(path.join(root, found))) broken.push(target);
    else if (
      anchor !== undefined &&
      !anchorsOf(file === '' ? document : (byPath.get(found) ?? document)).includes(anchor)
    )
      broken.push(target);
  }
  return broken;
}

const TOP = /^(sw-plugin|sdk|viewer|server|test|\.ci)\//;
const FILE = /\.(ts|tsx|mts|mjs|js|json|jsonl|md|css|html|svg|yaml)$/;

/**
 * Paths between backticks that are meant as paths of this repository: from the top (`test/e2e/log.test.ts`), or in the
 * document's own folder or its `src` (`src/log/entry.ts`, `rules/index.ts`), or of an app among the set-ups
 * (`src/service-worker.js`). `dist` is made by the build.
 */
function missingPaths({ path: document, text }: Document): readonly string[] {
  const folder = path.posix.dirname(document);
  const missing: string[] = [];
  for (const [, name = ''] of prose(text).matchAll(/`([\w@./*-]+)`/g)) {
    const isPath = TOP.test(name) || (FILE.test(name) && name.includes('/') && /^[\w.]/.test(name));
    if (!isPath || /[*]|NAME|NN/.test(name) || name.includes('dist/') || name.startsWith('@')) continue;
    const bases = [root, path.join(root, folder), path.join(root, folder, 'src'), path.join(root, 'test')];
    const isOfAnApp = SET_UPS.some(({ files }) => Object.hasOwn(files, name));
    if (!isOfAnApp && !bases.some((base) => existsSync(path.join(base, name)))) missing.push(name);
  }
  return missing;
}

test('there are documents to look at', () => {
  expect(documents.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['README.md', 'server/README.md', 'sdk/README.md']),
  );
  expect(statSync(root).isDirectory()).toBe(true);
});

test.each(documents.map((document) => [document.path, document] as const))(
  '%s: every relative link leads somewhere',
  (_, document) => {
    expect(brokenLinks(document)).toEqual([]);
  },
);

test.each(documents.map((document) => [document.path, document] as const))(
  '%s: every file and test that it names exists',
  (_, document) => {
    expect(missingPaths(document)).toEqual([]);
  },
);

test('a broken link, a missing anchor and a missing test are found', () => {
  const document = {
    path: 'README.md',
    text: '# One\n[a](nowhere.md) [b](#one) [c](#two) `test/e2e/no-such.test.ts` `sw-plugin/src`',
    blocks: [],
  };
  expect(brokenLinks(document)).toEqual(['nowhere.md', '#two']);
  expect(missingPaths(document)).toEqual(['test/e2e/no-such.test.ts']);
});
