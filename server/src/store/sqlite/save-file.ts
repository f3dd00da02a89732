import { chmod, link, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { OffstageError } from '../../errors.ts';
import { openDatabase } from './driver.ts';
import { SCHEMA_VERSION } from './schema.ts';

/** What a file of ours holds. */
export interface Contents {
  readonly reports: number;
  readonly bytes: number;
}

/**
 * Writes a copy of a SQLite file as it is at this moment, whoever writes to it meanwhile; all that was acknowledged before
 * is in it. The copy appears under its name only once it is whole and on disk.
 * Throws `BACKUP_EXISTS` or `BACKUP_FAILED`.
 */
export async function saveFile(path: string, to: string): Promise<Contents> {
  if (await exists(to)) throw new OffstageError('BACKUP_EXISTS', { file: to });
  const draft = `${to}.${process.pid}.part`;
  try {
    await forget(draft);
    const database = openDatabase(path, { readOnly: true });
    try {
      database.exec('PRAGMA busy_timeout = 5000');
      // Reads at one moment and holds up no writer: https://sqlite.org/lang_vacuum.html#vacuuminto
      database.prepare('VACUUM INTO ?').run(draft);
    } finally {
      database.close();
    }
    const contents = await checkFile(draft);
    await chmod(draft, (await stat(path)).mode & 0o777);
    await publish(draft, to);
    return contents;
  } catch (error) {
    await forget(draft);
    if (error instanceof OffstageError && error.code === 'BACKUP_EXISTS') throw error;
    throw new OffstageError('BACKUP_FAILED', { cause: reasonOf(error) }, { cause: error });
  }
}

/** Looks whether a file is whole and ours. Throws `BACKUP_BROKEN` or `STORE_NEWER`. */
export async function checkFile(file: string): Promise<Contents> {
  const broken = (cause: unknown) =>
    new OffstageError('BACKUP_BROKEN', { file, cause: reasonOf(cause) }, { cause });
  const { size: bytes } = await stat(file).catch((error: unknown) => {
    throw broken(error);
  });
  let database: ReturnType<typeof openDatabase> | undefined;
  try {
    database = openDatabase(file, { readOnly: true });
    const row = (sql: string) => database?.prepare(sql).get();
    const found = Number(row('PRAGMA user_version')?.user_version);
    if (found > SCHEMA_VERSION)
      throw new OffstageError('STORE_NEWER', { url: file, found, known: SCHEMA_VERSION });
    if (found === 0) throw new Error('it is none of ours');
    const said = String(row('PRAGMA quick_check')?.quick_check);
    if (said !== 'ok') throw new Error(said);
    const { reports } = row('SELECT count(*) AS reports FROM reports') ?? {};
    const isNew = found < 3 ? [] : database.prepare('SELECT is_new FROM inbox').all();
    const waiting = isNew.flatMap(({ is_new }) => [...(is_new as Uint8Array)]).filter((one) => one === 1);
    return { reports: Number(reports) + waiting.length, bytes };
  } catch (error) {
    throw error instanceof OffstageError ? error : broken(error);
  } finally {
    database?.close();
  }
}

/** Gives a file its name once it is on disk; never that of another file. Throws `BACKUP_EXISTS`. */
async function publish(draft: string, to: string): Promise<void> {
  await flush(draft, 'r+');
  try {
    // Unlike a rename this never replaces anything; not every file system has it.
    await link(draft, to);
    await rm(draft);
  } catch (error) {
    if (isCode(error, 'EEXIST')) throw new OffstageError('BACKUP_EXISTS', { file: to });
    await rename(draft, to);
  }
  // Windows opens no folder, and needs none.
  await flush(dirname(to), 'r').catch(() => {});
}

async function flush(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** With what SQLite writes beside it, which a full disk makes it leave. */
async function forget(draft: string): Promise<void> {
  for (const end of ['', '-journal', '-wal', '-shm']) await rm(`${draft}${end}`, { force: true });
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function isCode(error: unknown, code: string): boolean {
  return (error as { readonly code?: unknown } | null)?.code === code;
}

function reasonOf(error: unknown): string {
  if (error instanceof OffstageError) return error.message;
  return error instanceof Error ? error.message : String(error);
}
