import { isSameText } from '../init/source-text.ts';
import { VERSION } from '../version.ts';
import { pluginVersion } from '../workers/plugin-version.ts';
import type { Results } from './result.ts';

const compare = (a: string, b: string): number => {
  const parts = (version: string): readonly number[] => version.split(/[.-]/).slice(0, 3).map(Number);
  const [one, other] = [parts(a), parts(b)];
  for (let at = 0; at < 3; at++) if (one[at] !== other[at]) return (one[at] ?? 0) - (other[at] ?? 0);
  return 0;
};

/** Is a copy of the plugin the one of this version? @param current what it should be, where the packages are at hand */
export function checkCopy(script: string, where: string, results: Results, current?: Buffer): void {
  const version = pluginVersion(script);
  if (version === undefined) {
    results.bad(
      'error',
      'PLUGIN_NOT_THERE',
      'What is there is not the plugin.',
      where,
      'Copy it again: npx offstage init',
    );
    return;
  }
  // What init would copy: of the app's own packages, where it has them.
  const wanted = (current && pluginVersion(current.toString('utf8'))) ?? VERSION;
  const apart = compare(version, wanted);
  if (apart < 0)
    results.bad(
      'warning',
      'PLUGIN_OLD',
      `The copy of the plugin is ${version}, and the current one ${wanted}.`,
      where,
      'Copy it again: npx offstage init',
    );
  else if (apart > 0)
    results.bad(
      'info',
      'PLUGIN_NEWER',
      `The copy of the plugin is ${version}, and the current one here ${wanted}.`,
      where,
      'Update the program: npx offstage@latest check',
    );
  else if (current !== undefined && !isSameText(current, Buffer.from(script)))
    results.bad(
      'warning',
      'PLUGIN_OTHER',
      `The copy of the plugin says ${version}, but is not the package’s.`,
      where,
      'Copy it again: npx offstage init',
    );
  else results.ok('PLUGIN_CURRENT', `The plugin is current (${version}).`, where);
}
