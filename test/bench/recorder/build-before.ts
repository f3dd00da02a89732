import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { root } from '../../run/root.mjs';

/** The plugin that is compared with: `OFFSTAGE_BEFORE`, a commit; else the one that was published before. */
const COMMIT = process.env.OFFSTAGE_BEFORE ?? '28fd9a8';

/** Builds the classic script as it was at a commit, in a folder of its own. */
export async function buildBefore(): Promise<string> {
  // Below the root, where its configuration finds Vite.
  const folder = mkdtempSync(path.join(root, 'test/bench/.before-'));
  try {
    const archive = execFileSync('git', ['archive', COMMIT, 'sw-plugin', 'tsconfig.base.json'], {
      cwd: root,
      maxBuffer: 1e9,
    });
    execFileSync('tar', ['-x', '-C', folder], { input: archive });
    await build({ root: path.join(folder, 'sw-plugin'), logLevel: 'error' });
    return readFileSync(path.join(folder, 'sw-plugin/dist/offstage-sw.js'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
