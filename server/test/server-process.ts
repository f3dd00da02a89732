import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { until } from './until.ts';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const END_WITH_PARENT = new URL('./end-with-parent.mjs', import.meta.url).href;

/** The `offstage-server` command as a process of its own; open to everybody unless `options` have `--token`. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** Everything it has written. */
  output(): string;
  /** Its exit code, or the signal that ended it. */
  stop(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | string | null>;
}

export async function startServerProcess(options: readonly string[]): Promise<ServerProcess> {
  const access = options.includes('--token') || options.includes('--apps') ? [] : ['--allow-anonymous'];
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', END_WITH_PARENT, MAIN, '--port', '0', ...access, ...options],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const ended = new Promise<number | string | null>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal)),
  );
  const url = await until('the server to listen', () => {
    if (child.exitCode !== null) throw new Error(`It ended: ${output}`);
    return /Listening on (\S+)/.exec(output)?.[1];
  });
  return {
    url,
    pid: child.pid ?? 0,
    output: () => output,
    stop(signal) {
      child.kill(signal);
      return ended;
    },
  };
}
