import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { causeOf, Problem } from '../../problem.ts';

type Told = (parameters: Readonly<Record<string, unknown>>) => void;

/** A browser with one page, spoken to by the DevTools protocol over its pipe: https://chromedevtools.github.io/devtools-protocol/ */
export interface Browser {
  send<Result = unknown>(method: string, parameters?: object): Promise<Result>;
  on(event: string, told: Told): void;
  close(): Promise<void>;
}

const LIMIT = 30_000;

const FLAGS: readonly string[] = [
  '--headless=new',
  '--remote-debugging-pipe',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-gpu',
  '--disable-extensions',
  '--disable-sync',
  '--disable-component-update',
  '--disable-background-networking',
  '--password-store=basic',
  '--use-mock-keychain',
];

/** Starts a browser with a profile of its own, which is removed at the end. */
export async function launch(executable: string): Promise<Browser> {
  const profile = mkdtempSync(path.join(tmpdir(), 'offstage-check-'));
  // As root, which is how containers run, Chromium refuses to start with its sandbox.
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(executable, [...FLAGS, ...root, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const { call, onEvent, ended } = speak(child, executable);
  const gone = new Promise<void>((done) => {
    child.once('exit', () => done());
    child.once('error', () => done());
  });
  const atMost = (time: number): Promise<void> =>
    Promise.race([gone, new Promise<void>((done) => setTimeout(done, time).unref())]);
  const close = async (): Promise<void> => {
    // Asked first: what is killed leaves children that go on writing to the profile.
    call('Browser.close').catch(() => {});
    await atMost(3000);
    child.kill('SIGKILL');
    await atMost(3000);
    try {
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    } catch {
      // It lies in the folder for temporary files. What was seen counts more than what is left there.
    }
  };
  try {
    const { targetInfos } = await Promise.race([
      call<{ targetInfos: readonly { targetId: string; type: string }[] }>('Target.getTargets'),
      ended,
    ]);
    const page = targetInfos.find(({ type }) => type === 'page');
    const targetId =
      page?.targetId ??
      (await call<{ targetId: string }>('Target.createTarget', { url: 'about:blank' })).targetId;
    const { sessionId } = await call<{ sessionId: string }>('Target.attachToTarget', {
      targetId,
      flatten: true,
    });
    return {
      send: (method, parameters) =>
        Promise.race([call(method, parameters, sessionId), ended]) as Promise<never>,
      on: onEvent,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Speech {
  call<Result>(method: string, parameters?: object, sessionId?: string): Promise<Result>;
  onEvent(event: string, told: Told): void;
  /** Rejects when the browser is gone. */
  readonly ended: Promise<never>;
}

function speak(child: ChildProcess, executable: string): Speech {
  const [, , , input, output] = child.stdio as unknown as readonly [null, null, null, Writable, Readable];
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  const listeners = new Map<string, Told[]>();
  const ended = new Promise<never>((_, reject) => {
    const gone = (cause: string): void =>
      reject(new Problem('BROWSER_ENDED', { browser: executable, cause }));
    child.once('error', (error) => gone(causeOf(error)));
    child.once('exit', (code, signal) => gone(String(signal ?? code)));
  });
  ended.catch(() => {});
  input.on('error', () => {});
  let rest = '';
  output.setEncoding('utf8').on('data', (piece: string) => {
    const messages = (rest + piece).split('\0');
    rest = messages.pop() ?? '';
    for (const message of messages) {
      const { id, result, error, method, params } = JSON.parse(message);
      if (id === undefined) for (const told of listeners.get(method) ?? []) told(params);
      else if (error) waiting.get(id)?.reject(new Error(`${error.message}`));
      else waiting.get(id)?.resolve(result);
      waiting.delete(id);
    }
  });
  let next = 0;
  return {
    ended,
    call: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        const id = ++next;
        const timer = setTimeout(() => reject(new Error(`${method} took over ${LIMIT / 1000} s`)), LIMIT);
        // A browser that is gone answers nothing, and nobody waits for that.
        timer.unref();
        const settle =
          (then: (value: never) => void) =>
          (value: unknown): void => {
            clearTimeout(timer);
            then(value as never);
          };
        waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
        input.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
      }),
    onEvent: (event, told) => void listeners.set(event, [...(listeners.get(event) ?? []), told]),
  };
}
