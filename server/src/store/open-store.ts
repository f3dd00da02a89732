import { fileURLToPath } from 'node:url';
import { OffstageError } from '../errors.ts';
import { openSqliteStore } from './sqlite/open-sqlite-store.ts';
import type { Store } from './store.ts';

/**
 * Opens a store by its address: a file name, `sqlite:FILE`, `file:///…`, or `postgres://user:password@host1,host2/name`.
 *
 * @example
 * const store = await openStore('.offstage/reports.sqlite');
 */
export async function openStore(url: string): Promise<Store> {
  const file = storeFile(url);
  if (file !== undefined) return openSqliteStore(file);
  const { openPostgresStore } = await import('./postgres/open-postgres-store.ts');
  return openPostgresStore(url);
}

/** The file of a store that is one; `undefined` for a database that others use too. Throws `STORE_URL`. */
export function storeFile(url: string): string | undefined {
  if (/^postgres(ql)?:/.test(url)) return undefined;
  if (url.startsWith('file:')) return fileURLToPath(url);
  const path = url.replace(/^sqlite:(\/\/)?/, '');
  // One letter before the colon is a drive, not a scheme.
  if (path === '' || /^[a-z][a-z0-9+.-]+:/i.test(path)) throw new OffstageError('STORE_URL', { url });
  return path;
}
