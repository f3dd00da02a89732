import type { Terminal } from './terminal.ts';

/** The terminal that this process runs in. */
export function thisTerminal(words: readonly string[]): Terminal {
  const { stdin, stdout, stderr, env } = process;
  const ended = new AbortController();
  process.once('SIGINT', () => ended.abort());
  process.once('SIGTERM', () => ended.abort());
  // `offstage query … | head` closes the pipe: that is no failure.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    ended.abort();
    process.exit();
  });
  return {
    out: (text) => void stdout.write(text),
    note: (text) => void stderr.write(text),
    // https://no-color.org: set, and not empty.
    color: stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb' && !words.includes('--no-color'),
    width: stdout.isTTY === true ? stdout.columns : undefined,
    ask:
      stdin.isTTY === true && stdout.isTTY === true
        ? async (question) => (await import('./ask.ts')).ask(question, stdin, stdout)
        : undefined,
    input: readInput,
    folder: process.cwd(),
    env,
    ended: ended.signal,
  };
}

async function readInput(): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of process.stdin) pieces.push(piece as Uint8Array);
  return Buffer.concat(pieces);
}
