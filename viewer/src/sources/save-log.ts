import type { Entry } from '@offstage/sw-plugin/log';
import { devToolsFileName, toDevTools } from './devtools-file.ts';
import { type Circumstances, type LogFileHeader, logFileHeader, notesOf } from './log-file.ts';

export type FileKind = 'log' | 'devtools';

export interface LogFileOptions {
  readonly kind: FileKind;
  /** Names the file as DevTools does; undefined for all services. */
  readonly service: string | undefined;
  readonly now: Date;
  /** Where the entries are from, when they were opened from a file: the file keeps saying so. */
  readonly about?: LogFileHeader | undefined;
  /** What is known beyond what that says; of notes those of the entries are taken. */
  readonly more?: Circumstances;
  readonly cancel?: AbortSignal;
  /** Is told how much was written, 0 to 1. */
  told?(progress: number): void;
}

/** Entries per piece: written within a few milliseconds, after which the browser may paint. */
const PIECE = 2000;

/** Writes entries as a file, piece by piece. Undefined when it was cancelled. */
export async function logFile(entries: readonly Entry[], options: LogFileOptions): Promise<File | undefined> {
  const { kind, service, now, about, more = {}, cancel, told } = options;
  const header = (): LogFileHeader =>
    logFileHeader(entries, now, about, { ...more, notes: more.notes && notesOf(entries, more.notes) });
  const parts: string[] = kind === 'log' ? [`${JSON.stringify(header())}\n`] : [];
  for (let at = 0; at < entries.length; at += PIECE) {
    if (cancel?.aborted) return undefined;
    const piece = entries.slice(at, at + PIECE);
    if (kind === 'log') parts.push(lines(piece));
    else parts.push(...elements(piece));
    told?.(at / entries.length);
    if (entries.length > PIECE) await new Promise((done) => setTimeout(done));
  }
  const name = devToolsFileName(service ?? 'offstage', now);
  if (kind === 'log') return new File(parts, `${name}l`, { type: 'application/x-ndjson' });
  const text = parts.length === 0 ? '[]' : `[\n${parts.join(',\n')}\n]`;
  return new File([text], name, { type: 'application/json' });
}

const lines = (piece: readonly Entry[]): string =>
  piece.map(({ seq: _, ...entry }) => `${JSON.stringify(entry)}\n`).join('');

/** As `JSON.stringify(events, undefined, 2)` writes the elements of an array. */
const elements = (piece: readonly Entry[]): string[] =>
  toDevTools(piece).map((event) => JSON.stringify(event, undefined, 2).replace(/^/gm, '  '));
