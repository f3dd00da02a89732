import { firstAct, type SyntaxNode } from './first-act.ts';
import { IMPORT } from './import-first.ts';

/**
 * Why a worker's script does not load the plugin first, with the next step; undefined where it does.
 *
 * @param name of the script, as the person knows it
 */
export function notFirst(
  name: string,
  code: string,
  parse: (code: string) => unknown,
  file: string,
): string | undefined {
  const act = firstAct(parse(code) as SyntaxNode);
  if (act?.by === 'plugin') return undefined;
  const cure = `Make importScripts('/${file}') its first line, or import '${IMPORT}' first; with vite-plugin-pwa write VitePWA(withOffstage({ … })).`;
  if (act === undefined) return `OFFSTAGE_MISSING: ${name} does not load the plugin. ${cure}`;
  const line = code.slice(0, act.start).split('\n').length;
  const [said = ''] = code.slice(act.start, act.start + 80).split('\n');
  return `OFFSTAGE_NOT_FIRST: ${name}, line ${line}, does something before the plugin is loaded: ${said} … ${cure}`;
}
