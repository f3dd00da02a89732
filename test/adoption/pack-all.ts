import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execute } from '../run/execute.mjs';
import { pnpm } from '../run/pnpm.mjs';

/** Packs every package as it would be published; the folder of the tarballs is the caller's to remove. */
export async function packAll(): Promise<{ readonly folder: string; remove(): void }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'offstage-pack-'));
  const { code, output } = await execute([...pnpm(), '-r', 'pack', '--pack-destination', folder], {
    limit: 180_000,
    quiet: true,
  });
  if (code !== 0) throw new Error(`NOT_PACKED: pnpm -r pack ended with ${code}.\n${output.slice(-4_000)}`);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
