import { createReadStream, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { causeOf, Problem } from '../problem.ts';

/**
 * A file as browsers hand them out, as far as the viewer's reader looks at it: nothing is read before it is needed.
 *
 * @param most bytes that are looked at; what is written later than this call is not
 */
export function fileOf(name: string, folder: string, most: number = Number.POSITIVE_INFINITY): File {
  const full = path.resolve(folder, name);
  let size: number;
  let lastModified: number;
  try {
    const stat = statSync(full);
    if (stat.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    size = Math.min(stat.size, most);
    lastModified = stat.mtimeMs;
  } catch (error) {
    const cause = causeOf(error);
    throw cause === 'ENOENT'
      ? new Problem('NO_FILE', { file: name })
      : new Problem('NOT_READABLE', { file: name, cause });
  }
  const stream = (): ReadableStream =>
    size === 0
      ? new Blob([]).stream()
      : (Readable.toWeb(createReadStream(full, { end: size - 1 })) as ReadableStream);
  const some = {
    name: path.basename(full),
    size,
    lastModified,
    stream,
    text: () => new Response(stream()).text(),
    slice: (from: number, to: number) => ({
      async text() {
        const handle = await open(full);
        try {
          const { buffer, bytesRead } = await handle.read(
            Buffer.alloc(to - from),
            0,
            Math.min(to, size) - from,
            from,
          );
          return new TextDecoder().decode(buffer.subarray(0, bytesRead));
        } finally {
          await handle.close();
        }
      },
    }),
  };
  return some as unknown as File;
}
