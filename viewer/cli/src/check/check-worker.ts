import { parseScript } from '../code/syntax.ts';
import { loadsFirst } from '../workers/loads-first.ts';
import type { Results } from './result.ts';

const LINE = "try { importScripts('/offstage-sw.js'); } catch {}";
const MODULE_LINE = "import '@offstage/sw-plugin/auto';";

/**
 * Is the plugin the first thing that a worker's script loads?
 *
 * @param name as the person knows it: a file, or an address
 * @param bundled it is a source that a tool makes the worker of
 * @returns the address of the plugin's script, where the worker names one
 */
export function checkWorker(
  code: string,
  name: string,
  results: Results,
  bundled: boolean = false,
): string | undefined {
  const script = parseScript(code, name.replace(/[?#].*$/, ''));
  if (script === undefined) {
    results.bad(
      'error',
      'SCRIPT_BROKEN',
      'This is no script that parses, so no worker comes of it.',
      name,
      'Open it, and see what is served there.',
    );
    return undefined;
  }
  const standing = loadsFirst(code, script);
  const where = `${name}:${standing.line}`;
  const line = bundled || script.isModule ? MODULE_LINE : LINE;
  switch (standing.is) {
    case 'first':
      results.ok('PLUGIN_FIRST', 'The plugin is loaded first.', where);
      return standing.address;
    case 'late':
      results.bad(
        'error',
        'PLUGIN_LATE',
        `Something is done before the plugin is loaded: ${standing.said}`,
        where,
        `Move this before it: ${line}`,
      );
      return undefined;
    case 'missing':
      results.bad(
        'error',
        'PLUGIN_MISSING',
        'The worker does not load the plugin.',
        where,
        `Make this its first line: ${line} (npx offstage init does it)`,
      );
      return undefined;
    default:
      return standing satisfies never;
  }
}
