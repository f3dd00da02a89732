import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** The `integrity` attribute for a script file. Read anew each time: a build may have replaced it. */
export async function integrity(file: string): Promise<string> {
  return `sha384-${createHash('sha384')
    .update(await readFile(file))
    .digest('base64')}`;
}
