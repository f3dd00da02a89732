import type { Severity } from '../severity.ts';

/** One thing that was looked at. */
export interface Result {
  /** Stable. */
  readonly code: string;
  readonly severity: Severity | 'ok';
  readonly says: string;
  /** The place: `public/sw.js:3`, or an address with its line. */
  readonly where?: string;
  /** What to write, or to do. */
  readonly fix?: string;
}

/** What a check has found so far. */
export interface Results {
  ok(code: string, says: string, where?: string): void;
  bad(severity: Severity, code: string, says: string, where?: string, fix?: string): void;
  readonly all: readonly Result[];
}

export function collectResults(): Results {
  const all: Result[] = [];
  const add = (result: Result): void => {
    // The same thing is often seen by two ways: in the sources, and in what they name.
    if (
      !all.some((one) => one.code === result.code && one.where === result.where && one.says === result.says)
    )
      all.push(result);
  };
  return {
    all,
    ok: (code, says, where) => add({ code, severity: 'ok', says, ...(where && { where }) }),
    bad: (severity, code, says, where, fix) =>
      add({ code, severity, says, ...(where && { where }), ...(fix && { fix }) }),
  };
}
