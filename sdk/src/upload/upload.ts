import {
  createSender,
  openCursor,
  type Rest,
  type SendOptions,
  type UploadCounts,
} from '@offstage/sw-plugin/internal/upload';
import type { Entry } from '@offstage/sw-plugin/log';
import type { LogClient } from '../log-client.ts';
import { onShown } from '../page/on-shown.ts';
import { kept } from './kept.ts';

export type UploadOptions = SendOptions;

export interface Upload {
  readonly counts: UploadCounts;
  stop(): void;
}

/** Entries at hand for the last post, which has to stay below 64 KiB. */
const TAIL = 30;
/** Milliseconds that entries wait for company. */
const DELAY = 1_000;

/**
 * Sends the log's entries to a server, each at least once: the cursor moves on only after the server has said that it
 * stored them, and survives the page. Tabs take turns by a Web Lock. Payloads and texts stay here (`strip`).
 */
export function upload(
  log: Pick<LogClient, 'read' | 'subscribe'> & Partial<Pick<LogClient, 'onClear'>>,
  options: UploadOptions,
  scope: Window & typeof globalThis = window,
): Upload {
  const url = new URL(options.url, scope.location.href).href;
  const sender = createSender({
    options: { ...options, url },
    cursor: openCursor({ url, older: kept(scope) }),
    userAgent: scope.navigator.userAgent,
    read: log.read,
    now: Date.now,
  });
  const undo = new AbortController();
  const { signal } = undo;
  let timer: number | undefined;
  let busy = false;
  let again = false;
  /** While the server is to be left alone. */
  let resting: Extract<Rest, { state: 'wait' }> | undefined;
  /** The newest entries, at hand when the page goes and no read would come back any more. */
  let tail: readonly Entry[] = [];
  let unsubscribe = (): void => {};

  async function flush(): Promise<void> {
    timer = undefined;
    if (signal.aborted) return;
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    again = false;
    resting = undefined;
    try {
      await inTurn(scope, `offstage-upload:${url}`, async () => {
        const rest = await sender.send(() => !signal.aborted);
        if (rest.state === 'gone') stop();
        if (rest.state !== 'wait') return;
        resting = rest;
        schedule(rest.until - Date.now());
      });
    } catch {
      // The log cannot be read now: its next change starts over.
    } finally {
      busy = false;
      if (again) schedule(DELAY);
    }
  }

  function schedule(delay: number): void {
    if (!signal.aborted) timer ??= scope.setTimeout(() => void flush(), delay);
  }

  /** Ends a wait, but for one that the server asked for. */
  function flushNow(): void {
    if (resting?.asked && resting.until > Date.now()) return;
    scope.clearTimeout(timer);
    void flush();
  }

  function stop(): void {
    undo.abort();
    scope.clearTimeout(timer);
    unsubscribe();
    stopOnClear?.();
    stopOnShown();
  }

  const stopOnShown = onShown(scope, (shown) => !shown && sender.sendAtOnce(tail));
  const onHidden = (): void => {
    if (scope.document.visibilityState === 'hidden') flushNow();
  };
  scope.document.addEventListener('visibilitychange', onHidden, { signal });
  scope.addEventListener('online', flushNow, { signal });
  unsubscribe = log.subscribe((entries) => {
    tail = [...tail, ...entries].slice(-TAIL);
    schedule(DELAY);
  });
  // What a person has removed is not sent any more, not even when the page goes.
  const stopOnClear = log.onClear?.((removed) => {
    tail = tail.filter(
      ({ seq, service }) => removed && (seq >= removed.below || service !== (removed.service ?? service)),
    );
  });
  schedule(DELAY);
  return { counts: sender.counts, stop };
}

/** One tab at a time, where there are Web Locks; without them two tabs may send the same entry twice. */
async function inTurn(scope: Window, name: string, run: () => Promise<void>): Promise<void> {
  const locks = scope.navigator.locks as LockManager | undefined;
  await (locks ? locks.request(name, run) : run());
}
