import { statSync } from 'node:fs';
import path from 'node:path';
import type { Run } from '../command.ts';
import { isAddress } from '../log/server-of.ts';
import { Problem } from '../problem.ts';
import { exitCode } from '../severity.ts';
import { jsonText } from '../terminal/json.ts';
import { paintOf } from '../terminal/paint.ts';
import { collectResults } from './result.ts';
import { badOf, resultsMarkdown, resultsText } from './show-results.ts';

/** Checks an app: where it is served, as it was built, or as it is written. */
export const check: Run = async (words, terminal) => {
  // A wrong option is told before anything is asked.
  exitCode([], words);
  const [place = '.'] = words.given;
  const viewer = words.value('viewer') ?? '/viewer/';
  const workers = words.values('worker');
  const results = collectResults();
  if (isAddress(place)) {
    if (!URL.canParse(place)) throw new Problem('NOT_AN_ADDRESS', { address: place });
    const [{ checkAddress }, { get }] = await Promise.all([import('./check-address.ts'), import('./get.ts')]);
    const page = await checkAddress(place, { workers, viewer, post: !words.has('no-report') }, get, results);
    if (words.has('browser')) {
      const { checkBrowser } = await import('./browser/check-browser.ts');
      await checkBrowser(page, viewer, terminal, results);
    }
  } else {
    if (words.has('browser'))
      throw new Problem('BAD_OPTION', {
        message: '--browser needs the address of the app where it is served.',
        command: 'check',
      });
    const full = path.resolve(terminal.folder, place);
    const stat = statSync(full, { throwIfNoEntry: false });
    if (stat === undefined) throw new Problem('NO_FILE', { file: place });
    if (stat.isDirectory()) {
      const { checkFolder } = await import('./check-folder.ts');
      const named = workers.map((one) =>
        path.relative(full, path.resolve(terminal.folder, one)).replaceAll(path.sep, '/'),
      );
      checkFolder(full, { workers: named, viewer }, results);
    } else {
      const { checkFile } = await import('./check-file.ts');
      checkFile(place, terminal.folder, viewer, results);
    }
  }
  const { all } = results;
  const code = exitCode(badOf(all), words);
  if (words.has('json'))
    terminal.out(`${jsonText({ offstage: 'check', version: 1, place, exitCode: code, results: all }, 2)}\n`);
  else if (words.has('md')) terminal.out(resultsMarkdown(all, place));
  else terminal.out(resultsText(all, place, paintOf(terminal.color)));
  return code;
};
