import { openReader } from '@offstage/sw-plugin/internal/log/open-reader';
import { workersOf } from '@offstage/sw-plugin/internal/page';
import type { LogClient } from './log-client.ts';
import { noLog } from './page/no-log.ts';
import { onNewWorker } from './page/on-new-worker.ts';
import { onShown } from './page/on-shown.ts';
import { whileVisible } from './page/while-visible.ts';
import { findWorkers } from './relay/find-workers.ts';
import { createLink } from './relay/link.ts';
import { type LocalClient, logClientOf } from './relay/log-client-of.ts';

export interface LogClientOptions {
  /**
   * Shake hands with the worker when the log is opened (default), which starts it when it sleeps: once, and what is said
   * over the port afterwards does not keep it alive. With `false` only a worker that runs anyway is connected.
   */
  readonly wake?: boolean | undefined;
}

/**
 * Opens this origin's log for reading, following and switching.
 *
 * The client of `start()` is this one, opened on its first use. Works without a worker, without the plugin, and while the
 * worker sleeps; `state` says which. Never throws: where there can be no log (no IndexedDB, a sandboxed frame, a server)
 * the state is `no-log` and reads reject with `OffstageError` `NO_LOG` or `LOG_UNAVAILABLE`.
 *
 * @example
 * const log = openLog();
 * const stop = log.subscribe((entries) => console.table(entries), { after: 0 });
 */
export function openLog(options?: LogClientOptions): LogClient {
  return typeof window === 'undefined' ? noLog() : clientOf(window, options);
}

/** The client with the page's own parts. */
export function clientOf(
  scope: Window & typeof globalThis,
  { wake = true }: LogClientOptions = {},
): LocalClient {
  const { navigator } = scope;
  const workers = workersOf(navigator);
  return logClientOf({
    log: openReader({ now: Date.now }),
    link: createLink({
      findWorkers_: (wanted) => findWorkers(workers, wanted),
      // Missing in insecure contexts and old browsers.
      locks: navigator.locks as LockManager | undefined,
    }),
    onShown_: (listener) => onShown(scope, listener),
    onMayHaveMissed_: (listener) => whileVisible(scope, listener),
    onNewWorker_: (listener) => onNewWorker(workers, listener),
    now: Date.now,
    onError: (error) => scope.reportError?.(error),
    wake,
  });
}
