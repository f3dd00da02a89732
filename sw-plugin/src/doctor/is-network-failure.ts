import type { LoggedError } from '../log/entry.ts';

/**
 * What `fetch()` and `Cache.add()` reject with when the network fails, as the engines word it: Chromium, Firefox and
 * WebKit each call it a TypeError.
 */
const WORDS: RegExp =
  /^(failed to (fetch|update a serviceworker.*unknown error)|fetch failed|networkerror\b|network ?error|load failed|the (network|internet) connection|could not connect|a server with the specified|the request timed out|cancelled|error in (body|input) stream|failed to execute 'add(all)?' on 'cache': request failed|cache\.add.{0,40}failed|fetch api cannot load|.{0,120}due to access control checks)/i;

/**
 * DOMExceptions that `fetch()` ends with for want of a network or of time, and Workbox's name for it:
 * https://developer.chrome.com/docs/workbox/modules/workbox-core
 */
const NAMES: ReadonlySet<string> = new Set(['NetworkError', 'TimeoutError', 'AbortError', 'no-response']);

/** Is it a request that did not get through, rather than a bug? */
export function isNetworkFailure(error: LoggedError | undefined): boolean {
  if (error === undefined) return false;
  return NAMES.has(error.name) || (error.name === 'TypeError' && WORDS.test(error.message));
}
