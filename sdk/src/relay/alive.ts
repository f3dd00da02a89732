import { aliveLock } from '@offstage/sw-plugin/internal/relay';

const PREFIX = aliveLock('');

/**
 * Boots (worker starts) that are alive now. Undefined where the browser has no Web Locks.
 * Shared locks are left out: those are pages that wait for a boot's end (`whenDead`), granted because it came.
 */
export async function alive(locks: LockManager | undefined): Promise<ReadonlySet<string> | undefined> {
  // Denied in a sandboxed frame.
  const { held } = (await locks?.query().catch(() => undefined)) ?? {};
  return (
    held &&
    new Set(
      held.flatMap(({ mode, name = '' }) =>
        mode === 'exclusive' && name.startsWith(PREFIX) ? name.slice(PREFIX.length) : [],
      ),
    )
  );
}

/**
 * Calls back when nobody holds the boot's lock any more, i.e. at once when the browser has ended the worker: the only
 * sign of it that a page gets. Without Web Locks it never calls, nor after `signal` was aborted.
 */
export function whenDead(
  locks: LockManager | undefined,
  boot: string,
  signal: AbortSignal,
  listener: () => void,
): void {
  locks
    ?.request(aliveLock(boot), { mode: 'shared', signal }, () => signal.aborted || listener())
    .catch(() => {});
}
