import { OffstageError } from '../../errors.ts';
import { type Database, openDatabase } from './driver.ts';

/**
 * Makes this process the only one that writes to the file, for as long as the answer is open: ids are given from memory.
 * The lock is one of the operating system on a file beside it, so a killed process leaves none behind. Waits a moment,
 * for a predecessor that is on its way out.
 *
 * @param wait milliseconds
 */
export function ownFile(path: string, wait = 6_000): Database {
  const lock = openDatabase(`${path}-owner`, { readOnly: false });
  try {
    lock.exec(`PRAGMA busy_timeout = ${wait}; BEGIN EXCLUSIVE`);
  } catch (error) {
    lock.close();
    if (error instanceof Error && /locked/.test(error.message))
      throw new OffstageError('STORE_IN_USE', { url: path });
    throw error;
  }
  return lock;
}
