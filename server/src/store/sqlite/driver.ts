import { createRequire } from 'node:module';
import { OffstageError } from '../../errors.ts';

/** What we use of `node:sqlite` and of its double, `@photostructure/sqlite`. */
export interface Statement {
  run(...values: readonly SqlValue[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  get(...values: readonly SqlValue[]): Record<string, SqlValue> | undefined;
  all(...values: readonly SqlValue[]): Record<string, SqlValue>[];
  iterate(...values: readonly SqlValue[]): Iterable<Record<string, SqlValue>>;
}

export type SqlValue = string | number | bigint | Uint8Array | null;

export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

interface SqliteModule {
  readonly DatabaseSync: new (path: string, options?: { readOnly?: boolean }) => Database;
}

/**
 * Opens a database file with Node's own SQLite where it is recent enough, else with the prebuilt one.
 *
 * SQLite 3.7.0 to 3.51.2 can corrupt a WAL file that two connections write and checkpoint at once
 * (https://sqlite.org/wal.html, "WAL-reset bug"), so an older built-in one is passed over.
 */
export function openDatabase(path: string, options: { readonly readOnly: boolean }): Database {
  const require = createRequire(import.meta.url);
  let cause: unknown;
  for (const name of ['node:sqlite', '@photostructure/sqlite']) {
    let module: SqliteModule;
    try {
      module = require(name) as SqliteModule;
    } catch (error) {
      cause = error;
      continue;
    }
    if (name !== 'node:sqlite' || hasWalFix(module)) return new module.DatabaseSync(path, options);
  }
  throw new OffstageError('SQLITE_MISSING', { cause: String(cause) }, { cause });
}

/** Asked of an empty database: one that somebody else has locked gives no answer. */
function hasWalFix({ DatabaseSync }: SqliteModule): boolean {
  const database = new DatabaseSync(':memory:');
  const version = String(database.prepare('SELECT sqlite_version() AS version').get()?.version);
  database.close();
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return major * 1e6 + minor * 1e3 + patch >= 3_051_003;
}
