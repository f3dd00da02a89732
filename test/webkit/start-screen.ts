import { spawn } from 'node:child_process';

export interface Screen {
  /** For `DISPLAY`. */
  readonly display: string;
  close(): void;
}

/** A screen that nobody sees. Rejects with `NO_SCREEN` when Xvfb does not start within 10 seconds. */
export function startScreen(): Promise<Screen> {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const close = (): void => void child.kill();
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      close();
      reject(new Error(`NO_SCREEN: Xvfb ${why}. Is it installed? Run: sudo apt-get install -y xvfb`));
    };
    const timer = setTimeout(fail, 10_000, 'named no display');
    child.once('error', ({ message }) => fail(message));
    child.once('exit', (code) => fail(`ended with ${code}`));
    child.stdio[3]?.once('data', (data: Buffer) => {
      clearTimeout(timer);
      child.removeAllListeners('exit');
      resolve({ display: `:${String(data).trim()}`, close });
    });
  });
}
