import { Worker } from 'node:worker_threads';

/** Calls `hear` with each message to a thread from now on, before the thread has it. */
export function watchPosts(hear: (thread: Worker, message: unknown) => void): void {
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (this: Worker, ...values: Parameters<typeof postMessage>) {
    hear(this, values[0]);
    return postMessage.apply(this, values);
  } as typeof postMessage;
}
