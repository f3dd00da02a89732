import type { Entry, LogUsage, Recording, Service } from '@offstage/sw-plugin/log';
import type { LogFileHeader } from './log-file.ts';
import type { ReportFilter } from './server-api.ts';
import type { ServerReports } from './server-reports.ts';

/** Where entries come from. What a source cannot do is simply absent, and the view does not offer it. */
export interface Source {
  /** Unique among the open sources; part of no URL. */
  readonly id: string;
  readonly kind: 'log' | 'server' | 'file';
  /** What it is called, e.g. the file's name; `''` lets the view choose a word. */
  readonly name: string;
  /**
   * Starts loading, and follows what comes. Returns its undo.
   *
   * @param question for a server to filter by; others know none
   */
  open(sink: Sink, question?: ReportFilter): () => void;
  /** Where a server is, unless it serves this page. */
  readonly url?: string;
  /** The page's own origin as the log writes it; entries of others are hidden until asked for. */
  readonly origin?: string;
  recording?(): Promise<Recording>;
  setRecording?(service: Service, on: boolean): Promise<void>;
  /** Removes the entries of one service, or all. Returns the number of them. */
  clear?(service?: Service): Promise<number>;
  usage?(): Promise<LogUsage>;
  /** Boots that are alive now; undefined where nobody knows. */
  alive?(): Promise<ReadonlySet<string> | undefined>;
  /** The receiving side of the Reporting API. */
  readonly reports?: ServerReports;
}

/** Where a source puts what it has. */
export interface Sink {
  append(batch: readonly Entry[]): void;
  /** Older than everything before, oldest first. */
  prepend(batch: readonly Entry[]): void;
  /** The log no longer has what is below this `seq`, of one service or of all. Without it a source loads again. */
  trim?(below: number, service?: Service): void;
  /** What is shown is stale: everything will come again. */
  reset(): void;
  state(state: SourceState): void;
}

/** How a source stands. `reason` names a text of the string table. */
export interface SourceState {
  readonly phase: 'loading' | 'live' | 'complete' | 'failed';
  readonly reason?: SourceReason;
  /** What could not be read, e.g. lines of a file. */
  readonly lost?: number;
  /** Only so many of the newest entries are kept in this view, and there were more. */
  readonly bounded?: number;
  /** Nothing of it may be removed. */
  readonly readOnly?: boolean;
  /** Asks again, where that may help. */
  readonly retry?: () => void;
  /** Ends loading, where that takes long; what was loaded stays. */
  readonly cancel?: () => void;
  /** How much is loaded, 0 to 1, where that is known. */
  readonly progress?: number;
  /** The header of the file that is open. */
  readonly about?: LogFileHeader | undefined;
  /** What a server was asked for; undefined: everything. */
  readonly question?: ReportFilter | undefined;
  /** What the source holds beyond what was loaded. */
  readonly older?: OlderEntries;
}

/** Entries that are loaded only when they are asked for. */
export interface OlderEntries {
  readonly loaded: number;
  readonly total: number;
  load(): void;
}

export type SourceReason =
  | 'connecting'
  | 'connected'
  | 'asleep'
  | 'no-worker'
  | 'no-plugin'
  | 'older-plugin'
  | 'newer-plugin'
  | 'no-log'
  | 'read-failed'
  | 'unauthorized'
  | 'unreachable'
  | 'reconnecting'
  | 'server-error'
  | 'not-a-log'
  | 'truncated'
  | 'newer-version'
  | 'cancelled';
