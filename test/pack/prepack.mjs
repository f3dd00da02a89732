/**
 * Runs before a package is packed. Only pnpm turns `workspace:` and `catalog:` into versions, so another packer is
 * refused with the right command; and what is packed is built first, so that a fresh clone packs whole.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from '../run/root.mjs';

const COMMAND = 'npx pnpm@12 -r pack --pack-destination packed';

// Not the user agent: npm takes that of a pnpm that it was started by for a setting of its own.
if (!/pnpm/.test(process.env.npm_execpath ?? '')) {
  console.error(
    `PACKED_BY_NPM: only pnpm writes real versions for "workspace:" and "catalog:". Run: ${COMMAND}`,
  );
  process.exit(1);
}

/** One build at a time: pnpm packs several packages at once. A lock that was left behind is waited for in vain. */
const lock = path.join(root, 'node_modules/.offstage-pack');
const patience = Date.now() + 300_000;
for (;;) {
  try {
    mkdirSync(lock);
    break;
  } catch (error) {
    if (error.code !== 'EEXIST' || Date.now() > patience) {
      console.error(
        `PACK_LOCKED: another build holds ${path.relative(root, lock)}. Remove that folder and pack again.`,
      );
      process.exit(1);
    }
    await delay(200);
  }
}
try {
  // To stderr: whoever asks `pack --json` reads what is on stdout.
  execFileSync(process.execPath, [path.join(root, 'test/build.mjs')], { cwd: root, stdio: ['ignore', 2, 2] });
} finally {
  rmdirSync(lock);
}
