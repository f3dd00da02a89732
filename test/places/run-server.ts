import path from 'node:path';
import { root } from '../run/root.mjs';
import { type RunningProgram, runProgram } from './run-program.ts';

/** A report server as a process of its own: its data lies in `folder`, and outlives it when it is killed. */
export function runServer(folder: string, port: number, token: string): Promise<RunningProgram> {
  return runProgram(
    [
      ...[process.execPath, path.join(root, 'server/dist/main.js')],
      ...['--port', String(port), '--data', path.join(folder, 'reports')],
    ],
    {
      cwd: folder,
      env: { OFFSTAGE_TOKEN: token },
      timeout: 60_000,
      isReady: (output) => output.includes('Listening on'),
    },
  );
}
