import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensurePrograms } from './programs.ts';

/** Runs `buildah` with a storage of its own in `folder`; returns what it wrote. Throws with what went wrong. */
export function createBuildah(folder: string): {
  readonly run: (...words: readonly string[]) => string;
  /** The command line of such a call, for one that goes on. */
  readonly command: (...words: readonly string[]) => readonly string[];
} {
  const { buildah } = ensurePrograms({ buildah: ['buildah'] });
  const command = (...words: readonly string[]): readonly string[] => [
    ...[buildah, '--storage-driver', 'vfs'],
    ...['--root', path.join(folder, 'storage'), '--runroot', path.join(folder, 'run')],
    ...words,
  ];
  return {
    command,
    run(...words) {
      const [file = '', ...all] = command(...words);
      const { status, stdout, stderr } = spawnSync(file, all, { encoding: 'utf8', timeout: 120_000 });
      if (status !== 0)
        throw new Error(`buildah ${words.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
      return stdout.trim();
    },
  };
}
