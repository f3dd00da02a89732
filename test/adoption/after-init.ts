import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SetUp } from './set-up.ts';
import { withoutOffstage } from './without-offstage.ts';

const MAIN = fileURLToPath(new URL('../../viewer/cli/dist/main.js', import.meta.url));

/** The same app with what `offstage init` makes of it, in place of the lines of the README. */
export function afterInit(setUp: SetUp): SetUp {
  const folder = mkdtempSync(path.join(tmpdir(), 'offstage-after-init-'));
  try {
    const before = withoutOffstage(setUp);
    const manifest = JSON.stringify({
      name: 'app',
      private: true,
      type: 'module',
      dependencies: setUp.packages,
    });
    for (const [name, content] of Object.entries({ ...before, 'package.json': manifest })) {
      // What is copied of an installed package is there when the app is made.
      if (content.startsWith('@our/')) continue;
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), content);
    }
    const { stdout, stderr } = spawnSync(process.execPath, [MAIN, 'init', '--yes', '--json'], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (stdout === '') throw new Error(`NOT_INITIALISED: ${setUp.name}: ${stderr}`);
    const { viewer, byHand } = JSON.parse(stdout) as { viewer: string; byHand: readonly { what: string }[] };
    if (byHand.length > 0)
      throw new Error(`BY_HAND: ${setUp.name}: ${byHand.map(({ what }) => what).join(' ')}`);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((item) => item.isFile())
      .map((item) => path.join(item.parentPath, item.name))
      .map(
        (file) =>
          [path.relative(folder, file).replaceAll(path.sep, '/'), readFileSync(file, 'utf8')] as const,
      )
      .filter(([name]) => name !== 'package.json' && !name.startsWith('.offstage'));
    const kept = Object.entries(before).filter(([, content]) => content.startsWith('@our/'));
    return {
      ...setUp,
      files: Object.fromEntries([...kept, ...files]),
      viewer,
      // The viewer is a folder of files then, and no route.
      ...(setUp.notPrecached && { notPrecached: /offstage-sw|\/?viewer\// }),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
