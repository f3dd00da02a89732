import type { Entry } from '../log/entry.ts';

/** Raised when the relay's calls change in a way that an older side cannot follow. */
export const PROTOCOL = 1;

/**
 * The page's handshake: `worker.postMessage({ offstage: 'connect', protocol }, [port])`.
 * The plugin takes it off the host's `message` stream; from then on everything is Comlink on `port`.
 */
export interface Handshake {
  readonly offstage: 'connect';
  readonly protocol: number;
}

/** What the worker says of itself. */
export interface WorkerState {
  readonly protocol: number;
  /** Version of the plugin. */
  readonly version: string;
  readonly boot: string;
  /** Failures of our own code since this start, all of them survived. */
  readonly faults: number;
}

/**
 * What the worker offers to a page, through Comlink. Switches, clearing and older entries are the page's own business:
 * it has the same database, and a worker need not carry the code.
 */
export interface RelayApi {
  hello(): WorkerState;
  /**
   * Everything queued is on disk, then entries with `seq > after`, oldest first, at most `limit`. Undefined when the
   * worker cannot read the log: the page tries itself, and learns why.
   */
  read(after: number, limit: number): Promise<readonly Entry[] | undefined>;
}

/** Name of the Web Lock that a worker holds while it lives; so a lifetime cut off is told from one still running. */
export const aliveLock = (boot: string): string => `offstage:${boot}`;
