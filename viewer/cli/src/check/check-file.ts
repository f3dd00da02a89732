import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pluginScript } from '../init/our-files.ts';
import { decode } from '../init/source-text.ts';
import { causeOf, Problem } from '../problem.ts';
import { checkCopy } from './check-copy.ts';
import { checkFallback, checkNgsw } from './check-fallback.ts';
import { checkNgswPrecache, checkPrecache } from './check-precache.ts';
import { checkWorker } from './check-worker.ts';
import { isViewerPage } from './is-viewer-page.ts';
import type { Results } from './result.ts';

/** Checks one file: a worker's script, or a copy of the plugin. */
export function checkFile(name: string, folder: string, viewer: string, results: Results): void {
  const full = path.resolve(folder, name);
  let code: string;
  try {
    code = decode(readFileSync(full)) ?? '';
  } catch (error) {
    throw new Problem('NOT_READABLE', { file: name, cause: causeOf(error) });
  }
  const base = path.basename(full);
  const beside = path.join(path.dirname(full), viewer, 'index.html');
  const isFolder = existsSync(beside) && isViewerPage(readFileSync(beside, 'utf8'));
  const ours = { worker: `https://app.example/${base}`, viewer: isFolder ? viewer : undefined };
  if (/^offstage-sw[\w.-]*\.js$/.test(base)) checkCopy(code, name, results, pluginScript(folder));
  else if (base === 'ngsw.json') {
    checkNgsw(code, name, viewer, results);
    checkNgswPrecache(code, name, ours, results);
  } else {
    const address = checkWorker(code, name, results);
    checkFallback(code, name, viewer, results);
    checkPrecache(code, name, ours, results);
    const plain = address?.replace(/[?#].*$/, '');
    if (plain === undefined || !plain.endsWith('.js') || plain.startsWith('/')) return;
    const script = path.join(path.dirname(full), plain);
    const where = path.relative(folder, script).replaceAll(path.sep, '/');
    if (existsSync(script)) checkCopy(readFileSync(script, 'utf8'), where, results, pluginScript(folder));
    else
      results.bad(
        'error',
        'PLUGIN_NOT_THERE',
        `The worker loads ${address}, which is not there.`,
        where,
        'Copy it: npx offstage init',
      );
  }
}
