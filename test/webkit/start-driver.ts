import { spawn } from 'node:child_process';
import { eventually } from '../browser/eventually.ts';
import { serve } from '../browser/serve.ts';

export interface Driver {
  /** One command of W3C WebDriver. Rejects with its error. */
  command<Value = unknown>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Value>;
  /** What the driver and the browser have printed: the browser's consoles among it. */
  output(): string;
  close(): Promise<void>;
}

// Longer than any script of a test may take, milliseconds.
const LIMIT = 65_000;

async function freePort(): Promise<number> {
  const { port, close } = await serve(() => {});
  await close();
  return port;
}

/** WebKitWebDriver, in a process group of its own: whatever it starts ends with it. */
export async function startDriver(env: NodeJS.ProcessEnv): Promise<Driver> {
  const port = await freePort();
  const child = spawn('WebKitWebDriver', ['--host=127.0.0.1', `--port=${port}`], {
    env,
    // Pages' consoles come out at the browser's stderr.
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  let output = '';
  child.stderr.on('data', (text: Buffer) => {
    output += text;
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const end = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // Gone already.
    }
  };
  process.once('exit', end);
  const driver: Driver = {
    async command(method, path, body) {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        signal: AbortSignal.timeout(LIMIT),
        ...(body && { body: JSON.stringify(body) }),
      });
      const { value } = (await response.json()) as {
        value: { error?: string; message?: string } | null;
      };
      if (value?.error !== undefined) throw new Error(`${value.error}: ${value.message}`);
      return value as never;
    },
    output: () => output,
    async close() {
      end();
      process.off('exit', end);
      await exited;
    },
  };
  try {
    await eventually(() => driver.command('GET', '/status'), { what: 'WebKitWebDriver listening' });
    return driver;
  } catch (error) {
    await driver.close();
    throw error;
  }
}
