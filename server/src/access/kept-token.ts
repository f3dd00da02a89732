import { randomBytes } from 'node:crypto';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { OffstageError } from '../errors.ts';

/**
 * The token that a server with a store of its own made for itself, in a file beside that which only its user can read. Made
 * at the first start, so that the address stays the same. Throws `TOKEN_NOT_KEPT`.
 */
export async function keptToken(store: string): Promise<string> {
  const file = `${store}-token`;
  try {
    const made = randomBytes(24).toString('base64url');
    const written = await writeFile(file, `${made}\n`, { flag: 'wx', mode: 0o600 }).catch(
      (error: NodeJS.ErrnoException) => error,
    );
    if (written === undefined) return made;
    if (written.code !== 'EEXIST') throw written;
    if (((await stat(file)).mode & 0o077) !== 0) await chmod(file, 0o600);
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    throw new OffstageError('TOKEN_NOT_KEPT', { file, cause: String(error) }, { cause: error });
  }
}
