import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Looked at so often, milliseconds. Asking for the size works on every file system; being told does not. */
const EVERY = 250;
const PIECE = 1 << 20;
const NEWLINE = 0x0a;

/** Where the last whole line of a file ends, bytes from its start; 0 where there is none. */
export async function endOfLines(file: string): Promise<number> {
  const handle = await open(file);
  try {
    let to = (await handle.stat()).size;
    while (to > 0) {
      const from = Math.max(0, to - PIECE);
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(to - from), 0, to - from, from);
      const last = buffer.subarray(0, bytesRead).lastIndexOf(NEWLINE);
      if (last !== -1) return from + last + 1;
      to = from;
    }
    return 0;
  } finally {
    await handle.close();
  }
}

/**
 * The lines that are added to a file, until cancelled. `undefined` says that the file became shorter, so that what comes
 * next begins anew.
 *
 * @param from bytes from the start of the file, at the start of a line
 */
export async function* followFile(
  name: string,
  folder: string,
  from: number,
  cancel: AbortSignal,
): AsyncGenerator<string | undefined> {
  const file = path.resolve(folder, name);
  let at = from;
  let rest: Buffer = Buffer.alloc(0);
  while (!cancel.aborted) {
    const size = await stat(file).then(
      (found) => found.size,
      () => at,
    );
    if (size < at) {
      at = 0;
      rest = Buffer.alloc(0);
      yield undefined;
    }
    if (size > at) {
      const handle = await open(file);
      const { buffer, bytesRead } = await handle.read(
        Buffer.alloc(Math.min(PIECE, size - at)),
        0,
        Math.min(PIECE, size - at),
        at,
      );
      await handle.close();
      at += bytesRead;
      rest = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
      for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE)) {
        yield rest.subarray(0, end).toString('utf8').trim();
        rest = rest.subarray(end + 1);
      }
      if (bytesRead > 0) continue;
    }
    await wait(EVERY, undefined, { signal: cancel }).catch(() => {});
  }
}
