import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { OffstageError } from '../errors.ts';
import { type Apps, checkApps } from './app-settings.ts';
import { sizeInBytes } from './size-in-bytes.ts';

const origin = v.pipe(
  v.string(),
  v.url('is no origin like https://example.com'),
  v.transform((text) => new URL(text).origin),
  v.check((text) => text !== 'null', 'is no origin like https://example.com'),
);
const text = v.exactOptional(v.string());

const FILE = v.record(
  v.string(),
  v.pipe(
    v.strictObject({
      origins: v.exactOptional(v.array(origin)),
      token: text,
      readToken: text,
      sendToken: text,
      keepDays: v.exactOptional(v.pipe(v.number(), v.minValue(0.01), v.maxValue(36_500))),
      maxSize: v.exactOptional(
        v.pipe(
          v.string(),
          v.check(
            (given) => sizeInBytes(given) !== undefined,
            'has to be like 500MB or 20GB, and 1MB at least',
          ),
        ),
      ),
      reportsPerSecond: v.exactOptional(v.pipe(v.number(), v.minValue(0.01), v.maxValue(1e9))),
    }),
    v.transform(({ maxSize, reportsPerSecond, ...settings }) => ({
      ...settings,
      ...(maxSize !== undefined && { maxBytes: sizeInBytes(maxSize) }),
      ...(reportsPerSecond !== undefined && {
        quota: { perSecond: reportsPerSecond, burst: Math.max(1, reportsPerSecond * BURST) },
      }),
    })),
  ),
);

/** Seconds of the long-run rate that may come at once. */
const BURST = 100;

/** The apps that a JSON file names. Throws `APPS_FILE`, `APP_NAME` or `TOKEN_TWICE`. */
export function readApps(file: string): Apps {
  const bad = (cause: string) => new OffstageError('APPS_FILE', { file, cause });
  let given: unknown;
  try {
    // Editors on Windows put a mark before it.
    given = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    // The parser's own words have a piece of the text in them, which may be of a token.
    throw bad(error instanceof SyntaxError ? 'it is no JSON' : String(error));
  }
  const result = v.safeParse(FILE, given);
  if (!result.success) {
    const [issue] = result.issues;
    // Not its message alone: that has what was received, which may be a token.
    const why = issue.expected === null ? issue.message : `expected ${issue.expected}`;
    throw bad(`${v.getDotPath(issue) ?? 'it'}: ${why}`);
  }
  checkApps(result.output);
  if (Object.keys(result.output).length === 0) throw bad('it names no app');
  return result.output;
}
