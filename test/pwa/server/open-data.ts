import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { makeFolder } from '../../kit/src/certificates/make-folder.ts';
import { refuse, systemCode } from './refuse.ts';

/**
 * Makes the data folder and proves that it can be written, by writing: permission bits say nothing about a full disk
 * or a read-only mount. Returns its absolute path.
 *
 * @throws a refusal `DATA_NOT_WRITABLE`
 */
export async function openData(folder: string): Promise<string> {
  const path = resolve(folder);
  const probe = join(path, `.writable-${process.pid}`);
  try {
    await makeFolder(path);
    await writeFile(probe, 'probe');
    await rm(probe);
    return path;
  } catch (error) {
    throw refuse('DATA_NOT_WRITABLE', { folder: path, reason: systemCode(error) || String(error) });
  }
}
