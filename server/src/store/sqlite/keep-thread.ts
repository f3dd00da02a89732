import { type CallThread, ThreadDied } from './thread-call.ts';

/**
 * A thread that is started again after it has died, with the next call. What was under way when it died is refused, and so
 * is what comes while a new one can't be started.
 */
export async function keepThread(start: () => Promise<CallThread>): Promise<CallThread> {
  let thread = start();
  await thread;
  return async (method, ...values) => {
    const current = thread;
    try {
      return await (await current)(method, ...values);
    } catch (error) {
      if (error instanceof ThreadDied && method !== 'close' && thread === current) {
        thread = start();
        // The next call says so if it fails.
        thread.catch(() => {
          thread = Promise.reject(error);
          thread.catch(() => {});
        });
      }
      throw error;
    }
  };
}
