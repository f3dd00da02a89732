import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { OffstageError } from '../errors.ts';
import { storeFile } from '../store/open-store.ts';
import { ownFile } from '../store/sqlite/own-file.ts';
import { type Contents, checkFile, saveFile } from '../store/sqlite/save-file.ts';
import { dumpedBy } from './backup.ts';

/**
 * Puts a backup where a server looks for its store. What is there is never replaced.
 * Throws `BACKUP_BROKEN`, `STORE_NEWER`, `STORE_THERE`, `STORE_IN_USE` or `BACKUP_FAILED`.
 */
export async function restore(backup: string, store: string): Promise<Contents> {
  const file = storeFile(store);
  if (file === undefined) throw dumpedBy(`pg_restore --clean --if-exists --dbname='URL' '${backup}'`);
  await checkFile(backup);
  await mkdir(dirname(resolve(file)), { recursive: true });
  // Nobody opens it in between.
  const owned = ownFile(file, 0);
  try {
    for (const name of [file, `${file}-wal`]) {
      if (await isThere(name)) throw new OffstageError('STORE_THERE', { file: name });
    }
    // Not the file's bytes: of one that a server has open, the latest reports are beside it.
    return await saveFile(backup, file);
  } finally {
    owned.close();
  }
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
