import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Certificates, createCertificates } from '../kit/src/certificates/create-certificates.ts';
import { chromiumFlags, FAST_SYNC } from '../kit/src/chromium/chromium-flags.ts';
import type { WorkerVersion } from '../kit/src/chromium/service-workers.ts';
import { trustAuthority } from '../kit/src/chromium/trust-authority.ts';
import { eventually } from '../kit/src/eventually.ts';
import { getChromium } from './get-chromium.ts';
import { connectTo, type PageSession } from './page-session.ts';
import { ensureSystemPackages } from './system-packages.ts';

export interface Unattended {
  readonly certificates: Certificates;
  goto(url: string): Promise<void>;
  /** Evaluates an expression in the page, awaits it, and returns its JSON value. */
  evaluate<Value = unknown>(expression: string): Promise<Value>;
  /** What the workers do now. */
  workers(): readonly WorkerVersion[];
  close(): Promise<void>;
}

/**
 * Chromium with one page and no debugger attached to any worker: an attached one keeps a worker alive for ever, and
 * Playwright attaches to all of them.
 */
export async function launchUnattended(flags: readonly string[] = []): Promise<Unattended> {
  ensureSystemPackages();
  const executable = getChromium();
  const folder = mkdtempSync(path.join(tmpdir(), 'offstage-unattended-'));
  const at = (name: string): string => path.join(folder, name);
  const certificates = await createCertificates(at('certificates'));
  trustAuthority(at('home'), certificates.caFile);
  const args = [
    ...chromiumFlags(FAST_SYNC),
    '--headless=new',
    '--disable-gpu',
    '--no-first-run',
    '--password-store=basic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--remote-debugging-port=0',
    ...flags,
    `--user-data-dir=${at('profile')}`,
    'about:blank',
  ];
  const child = spawn(executable, args, { env: { ...process.env, HOME: at('home') }, stdio: 'ignore' });
  let session: PageSession | undefined;
  const close = async (): Promise<void> => {
    session?.close();
    const gone = child.exitCode === null ? new Promise((resolve) => child.once('exit', resolve)) : undefined;
    child.kill('SIGKILL');
    await gone;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const port = await eventually(
      () => readFileSync(path.join(at('profile'), 'DevToolsActivePort'), 'utf8').split('\n')[0],
      {
        timeout: 20_000,
        what: "Chromium's debugging port",
      },
    );
    const page = await eventually(async () => {
      const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
        type: string;
        webSocketDebuggerUrl: string;
      }[];
      return targets.find(({ type }) => type === 'page');
    });
    session = await connectTo(page.webSocketDebuggerUrl);
    return { certificates, close, ...(await steer(session)) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function steer(session: PageSession): Promise<Omit<Unattended, 'certificates' | 'close'>> {
  const versions = new Map<string, WorkerVersion>();
  session.on('ServiceWorker.workerVersionUpdated', (event: { versions: WorkerVersion[] }) => {
    for (const version of event.versions) versions.set(version.versionId, version);
  });
  await session.send('Page.enable');
  await session.send('ServiceWorker.enable');
  return {
    async goto(url) {
      const loaded = new Promise<void>((resolve) => session.on('Page.loadEventFired', () => resolve()));
      await session.send('Page.navigate', { url });
      await loaded;
    },
    async evaluate(expression) {
      const { result, exceptionDetails } = await session.send<{
        result: { value: never };
        exceptionDetails?: { exception?: { description?: string } };
      }>('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'evaluation failed');
      return result.value;
    },
    workers: () => [...versions.values()],
  };
}
