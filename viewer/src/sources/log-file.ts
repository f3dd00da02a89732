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
  /** Opened as an installed app, not in a tab. @since 0.2.0 */
  readonly installed?: boolean | undefined;
  /** Versions of the plugin in the worker and of the viewer. @since 0.2.0 */
  readonly versions?:
    | { readonly plugin?: string | undefined; readonly viewer?: string | undefined }
    | undefined;
  /** What the person who saved it says about it. @since 0.2.0 */
  readonly said?: string | undefined;
  /** Contents were left out: payloads, texts, queries of addresses. @since 0.2.0 */
  readonly hidden?: boolean | undefined;
  /** How things stood in that browser: names and values, e.g. of permissions. @since 0.2.0 */
  readonly state?: readonly (readonly [string, string])[] | undefined;
  /** What the doctor of that viewer found in these entries. @since 0.2.0 */
  readonly findings?: readonly SavedFinding[] | undefined;
  /** What somebody noted at an entry, by its id. @since 0.2.0 */
  readonly notes?: Readonly<Record<string, string>> | undefined;
}

/** A finding as a file keeps it. */
export interface SavedFinding {
  readonly rule: string;
  readonly severity: string;
  readonly title: string;
  readonly cause: string;
  readonly fix: string;
  /** Epoch milliseconds of the newest occurrence. */
  readonly time: number;
  readonly count: number;
  /** Ids of the entries that prove it. */
  readonly entries: readonly string[];
}

/** Of what the doctor finds, what a file keeps. */
export const savedFindings = (findings: readonly SavedFinding[]): readonly SavedFinding[] =>
  findings.map(({ rule, severity, title, cause, fix, time, count, entries }) => ({
    rule,
    severity,
    title,
    cause,
    fix,
    time,
    count,
    entries,
  }));

/** What a header says beyond the entries: how it was in the browser that they are from. */
export type Circumstances = Pick<
  LogFileHeader,
  'installed' | 'versions' | 'said' | 'hidden' | 'state' | 'findings' | 'notes'
>;

export const LOG_FILE_VERSION = 1;

/**
 * Writes the header line.
 *
 * @param about the header of the file that they were read from: it keeps saying so
 * @param more what is known beyond that
 */
export function logFileHeader(
  entries: readonly Entry[],
  now: Date,
  about?: LogFileHeader,
  more: Circumstances = {},
): LogFileHeader {
  return {
    offstage: 'log',
    version: LOG_FILE_VERSION,
    saved: now.toISOString(),
    userAgent: about?.userAgent ?? navigator.userAgent,
    language: about?.language ?? navigator.language,
    timeZone: about?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    scopes: [...new Set(entries.map(({ scope }) => scope))].filter((scope) => scope !== ''),
    entries: entries.length,
    ...told({
      installed: about?.installed,
      versions: about?.versions,
      said: about?.said,
      hidden: about?.hidden,
      state: about?.state,
      findings: about?.findings,
      notes: about?.notes,
    }),
    ...told(more),
  };
}

/** Those of the entries that are there. */
export function notesOf(
  entries: readonly Entry[],
  notes: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> | undefined {
  const noted = Object.entries(notes);
  if (noted.length === 0) return undefined;
  const ids = new Set(entries.map(({ id }) => id));
  const kept = noted.filter(([id]) => ids.has(id));
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

/** Without what is undefined: a spread would take away what stood there before. */
const told = (more: Circumstances): Circumstances =>
  Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined));

/** Characters of a text, members of a list: a stranger's header is one line, and is shown. */
const LONGEST = 10_000;
const MOST = 1000;

const short = v.pipe(v.string(), v.maxLength(LONGEST));
const known = <Kind>(schema: v.GenericSchema<unknown, Kind>): v.GenericSchema<unknown, Kind | undefined> =>
  v.fallback(v.optional(schema), undefined) as v.GenericSchema<unknown, Kind | undefined>;

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
  installed: known(v.boolean()),
  versions: known(v.object({ plugin: known(short), viewer: known(short) })),
  said: known(short),
  hidden: known(v.boolean()),
  state: known(v.pipe(v.array(v.tuple([short, short])), v.maxLength(MOST))),
  findings: known(
    v.pipe(
      v.array(
        v.object({
          rule: short,
          severity: short,
          title: short,
          cause: short,
          fix: short,
          time: v.pipe(v.number(), v.finite()),
          count: v.pipe(v.number(), v.finite()),
          entries: v.array(short),
        }),
      ),
      v.maxLength(MOST),
    ),
  ),
  notes: known(v.pipe(v.record(v.string(), short), v.maxEntries(MOST))),
});

/** The header in a line's value; undefined for any other line. */
export function readHeader(value: unknown): LogFileHeader | undefined {
  const { success, output } = v.safeParse(LOG_HEADER, value);
  return success ? output : undefined;
}
