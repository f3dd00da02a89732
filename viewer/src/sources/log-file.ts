import { type Entry, type NewEntry, SERVICES } from '@offstage/sw-plugin/log';

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

/** Writes the header line. */
export function logFileHeader(entries: readonly Entry[], now: Date): LogFileHeader {
  return {
    offstage: 'log',
    version: LOG_FILE_VERSION,
    saved: now.toISOString(),
    userAgent: navigator.userAgent,
    language: navigator.language,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    scopes: [...new Set(entries.map(({ scope }) => scope))].filter((scope) => scope !== ''),
    entries: entries.length,
  };
}

export function isLogFileHeader(value: unknown): value is LogFileHeader {
  return typeof value === 'object' && value !== null && (value as LogFileHeader).offstage === 'log';
}

/**
 * Reads one line's value as an entry; undefined when it is none. Members that views rely on are made sure of, since a file
 * may come from anywhere.
 */
export function readEntry(value: unknown, seq: number): Entry | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const raw = value as Partial<NewEntry>;
  if (typeof raw.time !== 'number' || !Number.isFinite(raw.time) || typeof raw.event !== 'string')
    return undefined;
  if (raw.service === undefined || !SERVICES.includes(raw.service)) return undefined;
  return {
    ...(raw as NewEntry),
    seq,
    id: typeof raw.id === 'string' ? raw.id : `line:${seq}`,
    instanceId: words(raw.instanceId),
    metadata: strings(raw.metadata),
    detail: isRecord(raw.detail) ? raw.detail : {},
    context: raw.context === 'page' ? 'page' : 'worker',
    boot: words(raw.boot),
    origin: words(raw.origin),
    storageKey: words(raw.storageKey),
    scope: words(raw.scope),
    scriptURL: words(raw.scriptURL),
    trusted: raw.trusted !== false,
  };
}

const words = (value: unknown): string => (typeof value === 'string' ? value : '');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function strings(value: unknown): Readonly<Record<string, string>> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, String(one)]));
}
