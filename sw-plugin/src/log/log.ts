import type { Entry, NewEntry, Service } from './entry.ts';

/** Per service: is it recording, and until when. */
export interface RecordingState {
  readonly recording: boolean;
  /** Epoch milliseconds; `Infinity` when it records always, and the last 3 days are kept; `0` when it is off. */
  readonly until: number;
}

export type Recording = Readonly<Record<Service, RecordingState>>;

export interface ReadOptions {
  /** Only entries with `seq > after`, oldest first. */
  readonly after?: number | undefined;
  /** Only entries with `seq < before`, the newest of them, answered oldest first. */
  readonly before?: number | undefined;
  /** At most this many (default 1,000). */
  readonly limit?: number | undefined;
}

export interface LogUsage {
  readonly entries: number;
  /** Approximate size on disk, bytes. */
  readonly bytes: number;
  /** Entries lost to a cap, a full quota or a failing database since the log began. */
  readonly dropped: number;
  /** `time` of the oldest entry, epoch milliseconds. */
  readonly oldest: number | undefined;
}

/** Entries that are gone: all with `seq < below`, of one service or of all. */
export interface Removed {
  readonly below: number;
  readonly service?: Service;
}

/**
 * What happened to the log: entries added, entries removed (`cleared` where it takes too many words to say which),
 * switches set. Sent on the BroadcastChannel `offstage`.
 */
export type Change = 'grew' | 'cleared' | 'switched' | Removed;

/** The writing side, small enough for every worker. Any number of workers and pages have the log open at once. */
export interface LogWriter {
  /** Queues an entry for this turn's transaction. Never throws; what cannot be written is counted. */
  append(entry: NewEntry): void;
  /** Starts writing what is queued, now. Settles when it is on disk, or was counted as dropped; never rejects. */
  flush(): Promise<void>;
  /** Entries with `seq > after`, oldest first; with a negative `after` the newest `-after`. Rejects without a database. */
  read(after: number, limit?: number): Promise<readonly Entry[]>;
  /** Writes what is queued and lets go of the database. What is appended afterwards opens it again. */
  close(): void;
}

/** The reading side: what a viewer asks of the log. */
export interface LogReader {
  /**
   * Without `after` and `before`: the newest `limit` entries, oldest first. Never what is over 3 days old. Rejects with
   * `OffstageError`.
   */
  read(options?: ReadOptions): Promise<readonly Entry[]>;
  /**
   * Removes the entries of one service, or all, a few at a time. Returns how many. What is written meanwhile stays.
   */
  clear(service?: Service): Promise<number>;
  recording(): Promise<Recording>;
  /**
   * A person's switch, which wins over what the app says. `true`: always where the app wants that, else for 3 days.
   * `false`: what had begun before is recorded to its end. Where it changes anything the log says so: an entry of the
   * service, 'Recording started' (`detail.until`, epoch ms, where it ends by itself) or 'Recording stopped'.
   */
  setRecording(service: Service, on: boolean): Promise<void>;
  usage(): Promise<LogUsage>;
  /** Calls back after entries were added or removed, or a switch was set, in any context of the origin. */
  onChange(listener: (change: Change) => void): () => void;
  /** Closes, and ends what is under way, which then rejects: a page put aside would keep everybody from the log. */
  abort(): void;
  /** Lets go of database and channels. What is asked afterwards opens the database again. */
  close(): void;
}
