import { openReader } from '@offstage/sw-plugin/log';
import type { LogClient } from './log-client.ts';
import { evictBlockers } from './page/evict-blockers.ts';
import { locksOf } from './page/locks-of.ts';
import { noLog } from './page/no-log.ts';
import { onMayHaveMissed } from './page/on-may-have-missed.ts';
import { onNewWorker } from './page/on-new-worker.ts';
import { onShown } from './page/on-shown.ts';
import { alive } from './relay/alive.ts';
import { findWorkers } from './relay/find-workers.ts';
import { createLink } from './relay/link.ts';
import { type LocalClient, logClientOf } from './relay/log-client-of.ts';

export interface LogClientOptions {
  /**
   * Shake hands with the worker at once (default), which starts it when it sleeps: once, and what is said over the
   * port afterwards does not keep it alive. With `false` only a worker that runs anyway is connected.
   */
  readonly wake?: boolean;
}

/**
 * Opens this origin's log for reading, following and switching.
 *
 * Works without a worker, without the plugin, and while the worker sleeps; `state` says which. Never throws: where
 * there can be no log (no IndexedDB, a sandboxed frame, a server) the state is `no-log` and reads reject with
 * `OffstageError` `no-log` or `log-unavailable`.
 *
 * @example
 * const log = openLog();
 * const stop = log.subscribe((entries) => console.table(entries), { after: 0 });
 */
export function openLog({ wake = true }: LogClientOptions = {}): LogClient {
  if (typeof window === 'undefined') return noLog();
  return clientOf(window, wake);
}

/** The client with the page's own parts. Never throws. */
export function clientOf(scope: Window & typeof globalThis, wake: boolean): LocalClient {
  try {
    const { navigator } = scope;
    const locks = locksOf(navigator);
    const now = Date.now;
    return logClientOf({
      openLog: () => openReader({ now }),
      link: createLink({ findWorkers: (wanted) => findWorkers(navigator, wanted), locks }),
      onShown: (listener) => onShown(scope, listener),
      onMayHaveMissed: (listener) => onMayHaveMissed(scope, listener),
      onNewWorker: (listener) => onNewWorker(navigator, listener),
      alive: () => alive(locks),
      now,
      onSlow: evictBlockers,
      onError: (error) => scope.reportError?.(error),
      wake,
    });
  } catch {
    return noLog();
  }
}
