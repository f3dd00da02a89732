import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { authorsEnvironment } from '../adoption/authors-environment.ts';
import { execute } from '../run/execute.mjs';

async function npm(cwd: string, ...words: readonly string[]): Promise<void> {
  const { code, output } = await execute(['npm', ...words], {
    limit: 300_000,
    quiet: true,
    cwd,
    env: authorsEnvironment(),
  });
  if (code !== 0) throw new Error(`npm ${words.join(' ')} ended with ${code}:\n${output.slice(-2_000)}`);
}

/**
 * Packs the packed server once more with all that it depends on, so that it can be installed where there is no registry.
 *
 * @param tarballs folder of the packed packages
 * @param folder where to work, and where the result is
 * @returns its path
 */
export async function packWhole(tarballs: string, folder: string): Promise<string> {
  const tarball = readdirSync(tarballs).find((name) => name.startsWith('offstage-server-'));
  const app = path.join(folder, 'whole');
  mkdirSync(app);
  writeFileSync(path.join(app, 'package.json'), '{"private":true}');
  await npm(
    app,
    'install',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    path.join(tarballs, tarball ?? 'missing'),
  );
  const whole = path.join(folder, 'server');
  renameSync(path.join(app, 'node_modules/@offstage/server'), whole);
  renameSync(path.join(app, 'node_modules'), path.join(whole, 'node_modules'));
  const file = path.join(whole, 'package.json');
  const { scripts: _, ...manifest } = JSON.parse(readFileSync(file, 'utf8'));
  const bundled = { ...manifest, bundleDependencies: Object.keys(manifest.dependencies) };
  writeFileSync(file, JSON.stringify(bundled, null, 2));
  await npm(whole, 'pack', '--pack-destination', folder);
  return path.join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? 'missing');
}
