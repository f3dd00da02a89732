import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readDocuments, root } from './read-documents.ts';

// What a reader of documents and comments may count on.

const sources = execFileSync('git', ['ls-files', '*.ts', '*.tsx', '*.mjs'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(path.join(root, file)))
  .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));
const documents = readDocuments();

/** Characters of a table's cell that are still read in a table. */
const LONGEST_CELL = 300;
/** Lines of a file above which it says why it is one file. */
const LONGEST_FILE = 300;
const DIALECT = /\b[Aa]nswers (?:how|what|whether|which|its)\b/;

const cellsOf = (line: string): readonly string[] =>
  /^\s*\|/.test(line) ? line.split(/(?<!\\)\|/).map((cell) => cell.trim()) : [];

/** Comments of a source, each with its first line's number. */
const commentsOf = (text: string): readonly string[] => text.match(/\/\*[\s\S]*?\*\/|\/\/.*/g) ?? [];

test('no cell of a table is longer than can be read there', () => {
  const long = documents.flatMap(({ path: document, text }) =>
    text.split('\n').flatMap((line, index) =>
      cellsOf(line)
        .filter((cell) => cell.length > LONGEST_CELL)
        .map((cell) => `${document}:${index + 1}: ${cell.length} characters`),
    ),
  );
  expect(long).toEqual([]);
  expect(cellsOf('| a \\| b | c |')).toEqual(['', 'a \\| b', 'c', '']);
});

test('functions return; what answers is a server', () => {
  expect(documents.filter(({ text }) => DIALECT.test(text)).map(({ path: document }) => document)).toEqual(
    [],
  );
  const said = sources.flatMap(({ file, text }) =>
    commentsOf(text)
      .filter((comment) => DIALECT.test(comment) && file !== 'test/docs/prose.test.ts')
      .map((comment) => `${file}: ${comment.slice(0, 80)}`),
  );
  expect(said).toEqual([]);
  expect(DIALECT.test('/** Answers how many there are. */')).toBe(true);
});

test('a file that is longer than one idea says why', () => {
  // A test's file is as long as its subject has properties.
  const long = sources.filter(
    ({ file, text }) => !/\.test\.tsx?$/.test(file) && text.split('\n').length > LONGEST_FILE + 1,
  );
  const silent = long.filter(
    ({ text }) => !commentsOf(text).some((comment) => /in one file: /i.test(comment)),
  );
  expect(silent.map(({ file }) => file)).toEqual([]);
  // The rule is about something.
  expect(long.map(({ file }) => file)).toContain('viewer/src/text/strings.ts');
});
