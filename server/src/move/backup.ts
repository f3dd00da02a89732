import { existsSync } from 'node:fs';
import { OffstageError } from '../errors.ts';
import { schemaOf, storeFile } from '../store/open-store.ts';
import { type Contents, saveFile } from '../store/sqlite/save-file.ts';

/**
 * Saves a SQLite store into a file, also while its server goes on: every report that was acknowledged before is in it.
 * Throws `STORE_NOT_FOUND`, `BACKUP_EXISTS`, `BACKUP_FAILED`, and `BACKUP_TOOL` for PostgreSQL, which has its own program.
 */
export async function backup(store: string, to: string, app?: string): Promise<Contents> {
  const file = storeFile(store);
  if (file === undefined)
    throw dumpedBy(`pg_dump --format=custom --schema=${schemaOf(app)} --file='${to}' 'URL'`);
  if (!existsSync(file)) throw new OffstageError('STORE_NOT_FOUND', { url: file });
  return saveFile(file, to);
}

/** PostgreSQL's programs do it better than ours could; the address stands for itself, since it may hold a password. */
export function dumpedBy(command: string): OffstageError {
  return new OffstageError('BACKUP_TOOL', { command });
}
