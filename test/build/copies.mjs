import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../run/root.mjs';

/** What a package brings along of another one, `from` there `to` here. */
const COPIES = [{ from: 'viewer/dist/app', to: 'server/dist/viewer' }];

/**
 * Copies what has changed, to where whoever installs the package has it.
 *
 * @param {string} [base] the repository
 */
export function copyAlong(base = root) {
  for (const { from, to } of COPIES) {
    const built = path.join(base, from);
    const copy = path.join(base, to);
    if (!existsSync(built) || isSame(built, copy)) continue;
    rmSync(copy, { recursive: true, force: true });
    cpSync(built, copy, { recursive: true });
    console.log(`copied  ${from} to ${to}`);
  }
}

function isSame(one, other) {
  const names = filesOf(one);
  return (
    existsSync(other) &&
    names.join() === filesOf(other).join() &&
    names.every((name) => readFileSync(path.join(one, name)).equals(readFileSync(path.join(other, name))))
  );
}

function filesOf(folder) {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .sort();
}
