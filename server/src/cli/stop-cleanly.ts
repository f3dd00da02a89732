import { OffstageError } from '../errors.ts';
import { watchStopFile } from '../serve/stop-file.ts';

/** Milliseconds within which a signal is the same one. */
const TWICE = 500;

/**
 * Ends the process well, however it is told to: by Ctrl+C or Ctrl+Break, by a closed window or terminal, by SIGTERM where
 * there are such signals, by the message `shutdown` of a parent (as pm2 sends on Windows), or by a stop file. Throws
 * `STOP_FILE`.
 * Source: https://nodejs.org/docs/latest/api/process.html#signal-events
 */
export async function stopCleanly(close: () => Promise<void>, stopFile: string | undefined): Promise<void> {
  let unwatch: (() => Promise<void>) | undefined;
  let since: number | undefined;
  const stop = () => {
    if (since !== undefined) return;
    since = performance.now();
    void close()
      .then(() => unwatch?.())
      .then(() => process.exit(0))
      .catch((error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      });
  };
  const onSignal = () => {
    // The second Ctrl+C of somebody who does not want to wait. One comes twice: from the terminal, and handed on by npx.
    if (since !== undefined && performance.now() - since > TWICE) process.exit(130);
    stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const) process.on(signal, onSignal);
  process.on('message', (message) => {
    if (message === 'shutdown') stop();
  });
  if (stopFile === undefined) return;
  try {
    unwatch = await watchStopFile(stopFile, stop);
  } catch (error) {
    await close();
    throw new OffstageError('STOP_FILE', { file: stopFile, cause: String(error) }, { cause: error });
  }
}
