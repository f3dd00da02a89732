import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FieldCase, Run } from './field-case.ts';

const here = fileURLToPath(new URL('./field', import.meta.url));
/** Cases beside the checkout, if there are any. `OFFSTAGE_CASES` names another folder. */
const beside = process.env.OFFSTAGE_CASES ?? fileURLToPath(new URL('../../../shared/cases', import.meta.url));

/** The project's own cases, and the folder of others where there is one. */
export const CASE_FOLDERS: readonly { readonly title: string; readonly folder: string }[] = [
  { title: 'field cases', folder: here },
  ...(existsSync(beside) ? [{ title: 'cases beside the checkout', folder: beside }] : []),
];

const MARK = /^.*\{\{plugin\}\}.*\n/;

/** Every case file of a folder: `NN-name.json`, not its log, headers or body. */
export const readCases = <Case>(folder: string): readonly Case[] =>
  readdirSync(folder)
    .filter((file) => /^\d+[\w-]*\.json$/.test(file))
    .map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')));

function workerOf(folder: string, name: string, replace: Run['replace'] = []): string {
  const file = path.join(folder, `${name}.sw.js`);
  let source = existsSync(file) ? readFileSync(file, 'utf8').replace(MARK, '') : '';
  for (const [from, to] of replace) {
    if (!source.includes(from))
      throw new Error(`NOTHING_TO_REPLACE: ${JSON.stringify(from)} is not in ${file}`);
    source = source.replace(from, () => to);
  }
  return source;
}

/** The variations of every case of the folder that is played step by step, in a browser or from a given log. */
export function readRuns(folder: string): readonly Run[] {
  return readCases<FieldCase>(folder)
    .filter(({ steps }) => steps)
    .flatMap((one) => {
      const { runs = [{}], ...rest } = one;
      return runs.map(({ name = '', ...own }): Run => {
        const all = { ...rest, ...own };
        const file = `${one.id}-${one.name}`;
        return {
          ...all,
          name: [file, name].filter(Boolean).join(': '),
          worker: workerOf(folder, file, all.replace),
          folder,
        };
      });
    });
}

/** Is it a log that is given rather than one that a browser writes? */
export const isGivenLog = ({ steps }: Run): boolean => steps[0]?.do === 'play-log';
