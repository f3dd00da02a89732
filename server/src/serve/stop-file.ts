import { rm, stat, writeFile } from 'node:fs/promises';
import { OffstageError } from '../errors.ts';

/** Milliseconds between looks. */
const LOOK = 250;
/** Seconds that a server gets to answer what is open, store it and end. */
const PATIENCE = 30;

/**
 * A way to end a server that works where there are no signals, as on Windows, and for whoever may write to its data: it
 * looks for this file. One from before this process began was meant for an earlier server, and is removed.
 *
 * @returns its undo, which also removes the file: whoever wrote it knows by that
 */
export async function watchStopFile(file: string, onStop: () => void): Promise<() => Promise<void>> {
  const before = await stat(file).catch(() => undefined);
  if (before?.isDirectory()) throw new Error('it is a folder');
  if (before !== undefined && before.mtimeMs < performance.timeOrigin) await rm(file, { force: true });
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  const look = async (): Promise<void> => {
    if (await isThere(file)) onStop();
    else if (!ended) wait();
  };
  const wait = () => {
    timer = setTimeout(() => void look(), LOOK).unref();
  };
  void look();
  return async () => {
    ended = true;
    clearTimeout(timer);
    await rm(file, { force: true });
  };
}

/** Asks the server that watches this file to end, and resolves when it has. Throws `NOT_STOPPED`. */
export async function askToStop(file: string, seconds: number = PATIENCE): Promise<void> {
  const failed = (cause?: unknown) => new OffstageError('NOT_STOPPED', { file, seconds }, { cause });
  await writeFile(file, '').catch((cause: unknown) => {
    throw failed(cause);
  });
  const end = performance.now() + seconds * 1_000;
  while (await isThere(file)) {
    if (performance.now() > end) {
      await rm(file, { force: true });
      throw failed();
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK / 5));
  }
}

function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
