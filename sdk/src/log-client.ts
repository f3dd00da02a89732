import type { WorkerState } from '@offstage/sw-plugin/internal/relay';
import type { Entry, LogUsage, ReadOptions, Recording, Removed, Service } from '@offstage/sw-plugin/log';

/** Where the page stands with the worker. Every state is final until it changes: nothing hangs. */
export type RelayState =
  /** Looking for the worker, when the client's code has come. Lasts at most the time limit (2 s) per worker. */
  | 'connecting'
  /** Live through the worker's own relay. */
  | 'connected'
  /** The worker is not running. Entries are read from the log itself; nothing is missed. */
  | 'asleep'
  /** This origin has no active service worker. */
  | 'no-worker'
  /** There is a worker, but it does not load the plugin. */
  | 'no-plugin'
  /** The worker's plugin speaks an older relay protocol; reading works, control does not. */
  | 'older-plugin'
  /** It speaks a newer one: this page is older than its worker, until it is loaded anew. The same works. */
  | 'newer-plugin'
  /** There is no log to read: no IndexedDB here, or the client's code could not be loaded; the next use tries again. */
  | 'no-log';

/**
 * One reader of the log. Every promise settles: the worker has 2 s to answer, then the page does what it can alone; the
 * log has 10 s to open. Where the client's code is a file of its own, that has as long as the browser gives it.
 */
export interface LogClient {
  /** What is known. Reading it asks nobody: until a member below is used it is `connecting`. */
  readonly state: RelayState;
  /** Calls back whenever the state changes, and begins to find it out. Returns its undo. */
  onState(listener: (state: RelayState) => void): () => void;
  /** Without `after` or `before`: the newest `limit` entries, oldest first. */
  read(options?: ReadOptions): Promise<readonly Entry[]>;
  /**
   * Calls `listener` with every entry after `after` (default: from now on), each exactly once and in order of `seq`,
   * in batches. Survives the worker's death and the page being frozen. Returns its undo.
   */
  subscribe(
    listener: (batch: readonly Entry[]) => void,
    options?: { readonly after?: number | undefined },
  ): () => void;
  /**
   * Calls back after entries were removed (clear, retention), with what is gone where that can be said; without, anything
   * that is shown may be stale.
   */
  onClear(listener: (removed?: Removed) => void): () => void;
  recording(): Promise<Recording>;
  /** A person's switch: wins over what the app says, and persists. `true`: always where the app wants that, else 3 days. */
  setRecording(service: Service, on: boolean): Promise<void>;
  /** Removes the entries of one service, or of all. Returns how many. */
  clear(service?: Service): Promise<number>;
  usage(): Promise<LogUsage>;
  /** Undefined when no worker answers. Never wakes a worker. */
  worker(): Promise<WorkerState | undefined>;
  /**
   * Boots of workers that are alive now, by their Web Locks; undefined where the browser has none. Pages hold no lock,
   * which would keep them from being frozen: of an entry with context `page` this says nothing.
   */
  alive(): Promise<ReadonlySet<string> | undefined>;
  close(): void;
}
