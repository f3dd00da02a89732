import { type ChildProcess, spawn } from 'node:child_process';
import { eventually } from '../kit/src/eventually.ts';

const END_WITH_PARENT = new URL('../../server/test/end-with-parent.mjs', import.meta.url).href;

export interface RunningProgram {
  /** Everything it has written. */
  output(): string;
  /** Its exit code, or the signal that ended it, whoever ends it. */
  readonly ended: Promise<number | string | null>;
  /** Ends it; resolves with its exit code, or the signal that ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | string | null>;
}

/** A program of somebody else's in the foreground; resolves once `isReady`. Throws with its output when it ends before. */
export async function runProgram(
  [file = '', ...words]: readonly string[],
  {
    isReady,
    cwd,
    env,
    timeout = 10_000,
  }: {
    /** Given its output so far. */
    readonly isReady: (output: string) => boolean | Promise<boolean>;
    readonly cwd: string;
    /** Milliseconds (default 10,000). */
    readonly timeout?: number;
    readonly env?: Readonly<Record<string, string>>;
  },
): Promise<RunningProgram> {
  // Of Node's own it is certain that they go with us, however we end.
  const isNode = file === process.execPath;
  const child: ChildProcess = spawn(file, [...(isNode ? ['--import', END_WITH_PARENT] : []), ...words], {
    cwd,
    env: { ...process.env, ...env },
    stdio: [isNode ? 'pipe' : 'ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const ended = new Promise<number | string | null>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal));
    child.once('error', (error) => {
      output += String(error);
      resolve(127);
    });
  });
  // A test that is cut off leaves none behind.
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  void ended.then(() => process.off('exit', kill));
  let code: number | string | null | undefined;
  void ended.then((one) => {
    code = one;
  });
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    return ended;
  };
  try {
    await eventually(async () => code !== undefined || (await isReady(output)), {
      timeout,
      what: () => `${file} to be ready: ${output}`,
    });
  } catch (error) {
    await stop('SIGKILL');
    throw error;
  }
  if (code !== undefined) throw new Error(`PROGRAM_ENDED: ${file} ended with ${code}: ${output}`);
  return { output: () => output, ended, stop };
}
