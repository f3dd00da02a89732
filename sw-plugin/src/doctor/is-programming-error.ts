import type { LoggedError } from '../log/entry.ts';
import { isNetworkFailure } from './is-network-failure.ts';

const NAMES: ReadonlySet<string> = new Set(['TypeError', 'ReferenceError', 'SyntaxError', 'RangeError']);

/**
 * Is it a bug rather than a failure of the world around: an error of the language itself, and not that of a `fetch()`
 * whose network failed? "Failed to execute 'fetch'" is a bug that no retry repairs.
 */
export function isProgrammingError(error: LoggedError | undefined): boolean {
  return error !== undefined && NAMES.has(error.name) && !isNetworkFailure(error);
}
