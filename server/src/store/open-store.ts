import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OffstageError } from '../errors.ts';
import { openSqliteStore } from './sqlite/open-sqlite-store.ts';
import type { Store } from './store.ts';
import { withoutPassword } from './without-password.ts';

/**
 * Opens a store by its address: a file name, `sqlite:FILE`, `file:///…`, or `postgres://user:password@host1,host2/name`.
 * With the name of an app it is that app's: a file in the folder `apps` beside it, or a schema `offstage_APP`.
 *
 * @example
 * const store = await openStore('.offstage/reports.sqlite');
 */
export async function openStore(url: string, app?: string): Promise<Store> {
  const file = storeFile(url, app);
  if (file !== undefined) return openSqliteStore(file);
  const { openPostgresStore } = await import('./postgres/open-postgres-store.ts');
  return openPostgresStore(url, schemaOf(app));
}

/** The file of a store that is one, that of an app in the folder `apps` beside it; `undefined` for a database that others use too. Throws `STORE_URL`. */
export function storeFile(url: string, app?: string): string | undefined {
  if (/^postgres(ql)?:/.test(url)) return undefined;
  const file = fileOf(url);
  return app === undefined ? file : join(dirname(file), 'apps', `${app}.sqlite`);
}

/** The PostgreSQL schema of a store, or of an app's. */
export function schemaOf(app?: string): string {
  return app === undefined ? 'offstage' : `offstage_${app.replaceAll('-', '_')}`;
}

function fileOf(url: string): string {
  // On another host there is none of ours, and what is relative would be at the root.
  if (/^file:(\/\/)?\/(?!\/)/.test(url)) return fileURLToPath(url);
  const path = url.replace(/^sqlite:(\/\/)?/, '');
  // One letter before the colon is a drive, not a scheme; `:memory:` would be another store for each thread.
  if (path === '' || path === ':memory:' || /^[a-z][a-z0-9+.-]+:/i.test(path))
    throw new OffstageError('STORE_URL', { url: withoutPassword(url) });
  return path;
}
