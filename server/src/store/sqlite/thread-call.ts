import { Worker } from 'node:worker_threads';
import { type ErrorCode, OffstageError } from '../../errors.ts';

export interface ThreadData {
  readonly path: string;
  readonly role: 'writer' | 'reader';
}

export interface Call {
  readonly id: number;
  readonly method: string;
  readonly values: readonly unknown[];
}

/** An error as it crosses between threads. */
export interface Failure {
  readonly message: string;
  /** One of ours, with what its message is made with. */
  readonly own?: { readonly code: ErrorCode; readonly values: OffstageError['values'] };
}

export interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: Failure;
}

/** Calls a method of the thread. */
export type CallThread = (method: string, ...values: readonly unknown[]) => Promise<unknown>;

/** The id of the first answer, which says that the connection is open. */
export const OPENED = 0;

/** MB of short-lived values; by itself a thread keeps up to 48. */
const YOUNG = 12;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The thread is gone; whoever calls may start another one. */
export class ThreadDied extends OffstageError {
  constructor(cause: unknown) {
    super('STORE_UNAVAILABLE', { cause: 'its thread has ended' }, { cause });
  }
}

/** Starts a thread; resolves once it has opened its connection. A thread that dies rejects every open call. */
export async function startThread(data: ThreadData): Promise<CallThread> {
  const worker = new Worker(new URL('./thread.js', import.meta.url), {
    workerData: data,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
  });
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  let dead: Error | undefined;
  let isClosing = false;
  const die = (cause: unknown) => {
    dead ??= isClosing ? new OffstageError('STORE_CLOSED', {}, { cause }) : new ThreadDied(cause);
    for (const call of waiting.values()) call.reject(dead);
    waiting.clear();
  };
  worker.on('message', (answer: Answer) => {
    const call = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.error === undefined) call?.resolve(answer.value);
    else call?.reject(asError(answer.error));
  });
  worker.on('error', die);
  worker.on('exit', die);
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const answered = (id: number) => new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  await answered(OPENED);
  return (method, ...values) => {
    if (dead !== undefined) return Promise.reject(dead);
    const id = ++calls;
    isClosing ||= method === 'close';
    worker.postMessage({ id, method, values } satisfies Call);
    // A process that ends while a thread is still letting go of its database can crash in the addon.
    return method === 'close' ? answered(id).then(() => gone) : answered(id);
  };
}

/** SQLite's own words, as our codes (https://sqlite.org/rescode.html). */
function asError({ message, own }: Failure): Error {
  if (own !== undefined) return new OffstageError(own.code, own.values);
  if (/disk is full/.test(message)) return new OffstageError('STORE_FULL');
  if (/readonly/.test(message)) return new OffstageError('STORE_READ_ONLY');
  if (/disk I\/O|unable to open/.test(message)) return new OffstageError('STORE_REFUSED');
  return new Error(message);
}
