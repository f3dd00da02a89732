import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { SetUp } from './set-up.ts';
import { SET_UPS } from './set-ups/index.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MAIN = path.join(ROOT, 'viewer/cli/dist/main.js');

/** An app as somebody has it who wrote the lines of the README by hand. */
function makeFolder({ files, packages, ours }: SetUp): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'offstage-by-readme-'));
  const own = Object.fromEntries(ours.map((name) => [`@offstage/${name}`, '0.1.0']));
  const manifest = { name: 'app', private: true, type: 'module', dependencies: { ...packages, ...own } };
  for (const [name, content] of Object.entries({ ...files, 'package.json': JSON.stringify(manifest) })) {
    const target = path.join(folder, name);
    mkdirSync(path.dirname(target), { recursive: true });
    const [, file] = /^@our\/@offstage\/(.*)$/.exec(content) ?? [];
    if (file !== undefined) cpSync(path.join(ROOT, file), target, { recursive: true });
    else if (!content.startsWith('@our/')) writeFileSync(target, content);
  }
  return folder;
}

test.each(SET_UPS.map((setUp) => [setUp.name, setUp] as const))(
  '%s: what was put in by hand is right to check, and init has nothing to put in a second time',
  (_, setUp) => {
    const folder = makeFolder(setUp);
    try {
      const offstage = (...words: readonly string[]) =>
        JSON.parse(
          spawnSync(process.execPath, [MAIN, ...words, '--json'], { cwd: folder, encoding: 'utf8' }).stdout,
        );
      const { results } = offstage('check');
      expect(results.filter(({ severity }: { severity: string }) => severity !== 'ok')).toEqual([]);
      const { changes, byHand, install } = offstage('init', '--dry-run');
      expect({ changes, byHand, install }).toEqual({ changes: [], byHand: [], install: [] });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
