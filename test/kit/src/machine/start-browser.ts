import { spawn } from 'node:child_process';

export interface BrowserProcess {
  /** Everything that it said on stderr, its last 20,000 characters. */
  said(): string;
  /** Why it has ended; undefined while it runs. */
  whyGone(): string | undefined;
  /** Waits until it is gone; it was told to go before, and is killed when it does not within 10 s. */
  end(): Promise<void>;
  kill(): Promise<void>;
}

/** Starts a browser, which ends with this process at the latest. */
export function startBrowser(
  executable: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): BrowserProcess {
  const child = spawn(executable, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const atExit = (): void => void child.kill('SIGKILL');
  process.once('exit', atExit);
  let said = '';
  let why: string | undefined;
  child.stderr.on('data', (data) => {
    said = `${said}${data}`.slice(-20_000);
  });
  const gone = new Promise<void>((resolve) => {
    const ended = (reason: string): void => {
      why = reason;
      process.removeListener('exit', atExit);
      resolve();
    };
    child.once('error', (error) => ended(error.message));
    child.once('exit', (code, signal) =>
      ended(`it ended with ${code ?? signal}: ${said.trim().split('\n').slice(-3).join(' ')}`),
    );
  });
  return {
    said: () => said,
    whyGone: () => why,
    async end() {
      const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await gone;
      clearTimeout(patience);
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
