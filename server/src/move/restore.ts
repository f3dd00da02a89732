import { copyFile, mkdir, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { OffstageError } from '../errors.ts';
import { storeFile } from '../store/open-store.ts';
import { ownFile } from '../store/sqlite/own-file.ts';
import { type Contents, checkFile, publish } from '../store/sqlite/save-file.ts';
import { dumpedBy } from './backup.ts';

/**
 * Puts a backup where a server looks for its store. What is there is never replaced.
 * Throws `BACKUP_BROKEN`, `STORE_NEWER`, `STORE_THERE`, `STORE_IN_USE` or `BACKUP_FAILED`.
 */
export async function restore(backup: string, store: string): Promise<Contents> {
  const file = storeFile(store);
  if (file === undefined) throw dumpedBy(`pg_restore --clean --if-exists --dbname='URL' '${backup}'`);
  const contents = await checkFile(backup);
  await mkdir(dirname(resolve(file)), { recursive: true });
  // Nobody opens it in between.
  const owned = ownFile(file, 0);
  const draft = `${file}.${process.pid}.part`;
  try {
    for (const name of [file, `${file}-wal`]) {
      if (await isThere(name)) throw new OffstageError('STORE_THERE', { file: name });
    }
    await copyFile(backup, draft);
    await publish(draft, file);
    return contents;
  } catch (error) {
    await rm(draft, { force: true });
    if (error instanceof OffstageError) throw error;
    throw new OffstageError('BACKUP_FAILED', { cause: String(error) }, { cause: error });
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
