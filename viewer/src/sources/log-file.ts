import type { Entry } from '@offstage/sw-plugin/log';
import * as v from 'valibot';

/** First line of a saved log; every further line is one entry. */
export interface LogFileHeader {
  readonly offstage: 'log';
  /** Raised when an older viewer could misread the lines. */
  readonly version: number;
  /** ISO 8601. */
  readonly saved: string;
  readonly userAgent: string;
  readonly language: string;
  readonly timeZone: string;
  readonly scopes: readonly string[];
  readonly entries: number;
}

export const LOG_FILE_VERSION = 1;

/** Writes the header line. @param about the header of the file that they were read from */
export function logFileHeader(entries: readonly Entry[], now: Date, about?: LogFileHeader): LogFileHeader {
  return {
    offstage: 'log',
    version: LOG_FILE_VERSION,
    saved: now.toISOString(),
    userAgent: about?.userAgent ?? navigator.userAgent,
    language: about?.language ?? navigator.language,
    timeZone: about?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    scopes: [...new Set(entries.map(({ scope }) => scope))].filter((scope) => scope !== ''),
    entries: entries.length,
  };
}

/** The first line of a saved log. */
const LOG_HEADER: v.GenericSchema<unknown, LogFileHeader> = v.object({
  offstage: v.literal('log'),
  version: v.number(),
  saved: v.fallback(v.string(), ''),
  userAgent: v.fallback(v.string(), ''),
  language: v.fallback(v.string(), ''),
  timeZone: v.fallback(v.string(), ''),
  scopes: v.fallback(v.array(v.string()), []),
  entries: v.fallback(v.number(), -1),
});

/** The header in a line's value; undefined for any other line. */
export function readHeader(value: unknown): LogFileHeader | undefined {
  const { success, output } = v.safeParse(LOG_HEADER, value);
  return success ? output : undefined;
}
