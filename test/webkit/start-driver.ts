import { spawn } from 'node:child_process';
import { freePort } from '../../server/test/free-port.ts';
import { eventually } from '../kit/src/eventually.ts';

export interface Driver {
  /** One command of W3C WebDriver. Rejects with its error. */
  command<Value = unknown>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Value>;
  /** What the driver and the browser have printed: the browser's consoles among it. */
  output(): string;
  close(): Promise<void>;
}

// Longer than any script of a test may take, milliseconds.
const LIMIT = 65_000;

// So that all of it goes even when a test is killed and can't end it: then its end of the pipe closes.
const UNTIL_STDIN_ENDS = '"$0" "$@" </dev/null & cat >/dev/null; kill -9 0';

/** WebKitWebDriver, in a process group of its own: whatever it starts ends with it. */
export async function startDriver(env: NodeJS.ProcessEnv): Promise<Driver> {
  const port = await freePort();
  const command = ['WebKitWebDriver', '--host=127.0.0.1', `--port=${port}`];
  const child = spawn('sh', ['-c', UNTIL_STDIN_ENDS, ...command], {
    env,
    // Pages' consoles come out at the browser's stderr.
    stdio: ['pipe', 'ignore', 'pipe'],
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
  const send = async (method: string, path: string, body?: object): Promise<never> => {
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
  };
  let last: Promise<unknown> = Promise.resolve();
  const driver: Driver = {
    command(method, path, body) {
      // The protocol has one command at a time.
      const answer = last.then(() => send(method, path, body));
      last = answer.catch(() => {});
      return answer;
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
