import { aliveLock } from '@offstage/sw-plugin/relay';

const PREFIX = aliveLock('');

/**
 * Boots (worker starts, page loads) that are alive now. Undefined where the browser has no Web Locks.
 * Shared locks are left out: those are pages that wait for a boot's end (`whenDead`), granted because it came.
 */
export async function alive(locks: LockManager | undefined): Promise<ReadonlySet<string> | undefined> {
  try {
    const held = (await locks?.query())?.held;
    return (
      held &&
      new Set(
        held
          .filter((lock) => lock.mode === 'exclusive' && lock.name?.startsWith(PREFIX))
          .map((lock) => (lock.name ?? '').slice(PREFIX.length)),
      )
    );
  } catch {
    return undefined;
  }
}

/**
 * Calls back when nobody holds the boot's lock any more, i.e. at once when the browser has ended the worker: the only
 * sign of it that a page gets. Returns its undo; without Web Locks it never calls.
 */
export function whenDead(locks: LockManager | undefined, boot: string, listener: () => void): () => void {
  const waiting = new AbortController();
  locks
    ?.request(aliveLock(boot), { mode: 'shared', signal: waiting.signal }, () => {
      if (!waiting.signal.aborted) listener();
    })
    .catch(() => {});
  return () => waiting.abort();
}
