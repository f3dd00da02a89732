import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Certificates } from '../kit/src/certificates/create-certificates.ts';
import { eventually } from '../kit/src/eventually.ts';

export interface Demo {
  /** `https://localhost:PORT`, without a trailing slash. */
  readonly origin: string;
  /** What the command has printed so far. */
  readonly output: () => string;
  /** Ctrl-C, as a person does; then removes the data folder. */
  stop(): Promise<void>;
}

/** What the demo has to know of the browser that is going to open it. */
export interface DemoVisitor {
  readonly certificates: Certificates;
  readonly push: { readonly origin: string };
}

const COMMAND = fileURLToPath(new URL('../pwa/start.mjs', import.meta.url));

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode === null
    ? new Promise((resolve) => child.once('exit', resolve))
    : Promise.resolve(child.exitCode);

/**
 * The demo app through its own start command, over https, in a data folder of its own. It gets the authority that the
 * browser trusts, and sends its pushes to the browser's push service.
 */
export async function startDemo({ certificates, push }: DemoVisitor): Promise<Demo> {
  const data = mkdtempSync(path.join(tmpdir(), 'offstage-demo-'));
  cpSync(path.dirname(certificates.caFile), path.join(data, 'certificates'), { recursive: true });
  const child = spawn(process.execPath, [COMMAND, '--no-build', '--https', '--port', '0', '--data', data], {
    env: { ...process.env, OFFSTAGE_PUSH_GATEWAY: push.origin, NODE_EXTRA_CA_CERTS: certificates.caFile },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => {
      output += text;
    });
  }
  const stop = async (): Promise<void> => {
    child.kill('SIGINT');
    const killing = setTimeout(() => child.kill('SIGKILL'), 8_000);
    await ended(child);
    clearTimeout(killing);
    rmSync(data, { recursive: true, force: true });
  };
  try {
    const [origin] = await eventually(
      () => {
        if (child.exitCode !== null) throw new Error(output);
        return output.includes('Ctrl-C') && /https:\/\/localhost:\d+/.exec(output);
      },
      { timeout: 20_000, what: () => `demo app listening; it said: ${output}` },
    );
    return { origin, output: () => output, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
