import {
  type Answer,
  ask,
  inTurn,
  keepSender,
  keyOf,
  type MayUpload,
  openCursor,
  openPermission,
  type PageWord,
  type Rest,
  type Sender,
  type SendOptions,
  sayWord,
  type UploadCounts,
} from '@offstage/sw-plugin/internal/upload';
import type { Entry } from '@offstage/sw-plugin/log';
import type { LogClient } from '../log-client.ts';
import { onShown } from '../page/on-shown.ts';
import { atHand } from './at-hand.ts';
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
 * stored them, and survives the page. Tabs, and a worker that uploads, take turns. Payloads and texts stay here (`strip`).
 *
 * `may` says yes with options, or no; a function is asked before each round, and when the page is left: then one that answers by a
 * promise is taken for a no, and what is at hand waits for the next visit. What it says holds for a worker that uploads, too, from its next event on.
 */
export function upload(
  log: Pick<LogClient, 'read' | 'subscribe'> & Partial<Pick<LogClient, 'onClear'>>,
  may: MayUpload<UploadOptions>,
  scope: Window & typeof globalThis = window,
): Upload {
  // Of options that are given as they are a bad address is told at once.
  if (may && 'url' in may) new URL(may.url, scope.location.href);
  const undo = new AbortController();
  const { signal } = undo;
  const permission = openPermission();
  const senderFor = keepSender(permission);
  const navigator = scope.navigator as Navigator & { readonly globalPrivacyControl?: boolean };
  const counts = { sent: 0, kept: 0, failed: 0 };
  let sender: Sender | undefined;
  /** What the worker has been told, as JSON. */
  let said = '';
  let timer: number | undefined;
  let busy = false;
  let again = false;
  /** The page is on its way out, perhaps into the back/forward cache. */
  let aside = false;
  /** While the server is to be left alone. */
  let resting: Extract<Rest, { state: 'wait' }> | undefined;
  /** The newest entries, at hand when the page goes and no read would come back any more. */
  let tail: readonly Entry[] = [];
  let unsubscribe = (): void => {};
  const forget = (): void => {
    sender = undefined;
  };
  atHand.add(forget);

  const isYes = (word: Answer<UploadOptions>): word is UploadOptions =>
    !!word && !(word.globalPrivacyControl && navigator.globalPrivacyControl);

  /** What may be done now; the worker hears of it where that is news. */
  async function allowed(): Promise<SendOptions | undefined> {
    const word = await ask(may);
    const options = isYes(word) ? { ...word, url: new URL(word.url, scope.location.href).href } : undefined;
    const { redact, ...rest } = options ?? {};
    const told = (options ? { ...rest, redacts: !!redact } : false) as PageWord;
    const json = keyOf(told);
    if (json !== said) {
      // Where there is no database no worker sends either.
      await sayWord(told).catch(() => undefined);
      said = json;
      return options;
    }
    // A no of another page holds for this one, too, until this one has something new to say.
    return options && (await permission.pageWord().catch(() => undefined)) !== false ? options : undefined;
  }

  /** Whether a yes still holds in the turn in which the page goes. A promise would be answered too late. */
  function stillMay(): boolean {
    try {
      if (typeof may !== 'function') return true;
      const word = may();
      return !(word && 'then' in word) && isYes(word);
    } catch {
      return false;
    }
  }

  async function round(): Promise<void> {
    const options = await allowed();
    if (!options) {
      forget();
      return;
    }
    sender = await senderFor({
      options,
      from: { context: 'page', origin: `${scope.location.origin}/`, scope: '', scriptURL: '' },
      counts,
      cursor: openCursor({ url: options.url, older: kept(scope) }),
      userAgent: navigator.userAgent,
      read: log.read,
      now: Date.now,
    });
    const { send } = sender;
    const had = await inTurn(navigator.locks as LockManager | undefined, options.url, async (isOurs) => {
      const rest = await send(
        async () => !signal.aborted && !aside && (await isOurs()) && !!(await allowed()),
      );
      if (rest.state === 'gone') stop();
      if (rest.state !== 'wait') return;
      resting = rest;
      schedule(rest.until - Date.now());
    });
    if (!had) schedule(DELAY);
  }

  async function flush(): Promise<void> {
    timer = undefined;
    // A database that a page opens while it goes is let go by Firefox a minute later, and nobody can delete it before.
    if (signal.aborted || aside) return;
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    again = false;
    resting = undefined;
    try {
      await round();
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
    atHand.delete(forget);
    scope.clearTimeout(timer);
    unsubscribe();
    stopOnClear?.();
    stopOnShown();
  }

  const stopOnShown = onShown(scope, (shown) => {
    aside = !shown;
    if (shown) schedule(DELAY);
    else if (sender && stillMay()) sender.sendAtOnce(tail);
  });
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
  return { counts, stop };
}
