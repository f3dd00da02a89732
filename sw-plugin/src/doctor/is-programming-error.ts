import type { LoggedError } from '../log/entry.ts';

const NAMES: ReadonlySet<string> = new Set(['TypeError', 'ReferenceError', 'SyntaxError', 'RangeError']);

/** What `fetch()` rejects with when the network fails; every engine words it differently and calls it a TypeError. */
const NETWORK: RegExp = /fetch|network|load failed|connection|internet|offline|cancelled/i;

/** Is it a bug rather than a failure of the world around: an error of the language itself, and not `fetch()`'s? */
export function isProgrammingError(error: LoggedError | undefined): boolean {
  return error !== undefined && NAMES.has(error.name) && !NETWORK.test(error.message);
}
