import { PLATFORM_NAMES } from './platform-names.ts';

/**
 * What browsers word themselves, one sentence a line. In place of what the app put into it stands a slot: `*` is cut,
 * `{n}` keeps a number, `{p}` keeps a name of the platform, `{w}` keeps what is itself one of these sentences.
 * Collected from the engines' sources and from logs of real runs; what is missing here leaves as its length and a hash.
 */
const CHROMIUM = `Failed to fetch
Failed to execute '{p}' on '{p}': {w}
Failed to construct '{p}': {w}
Failed to read the '{p}' property from '{p}': {w}
Registration failed - push service error
Registration failed - push service not available
Registration failed - permission denied
Registration failed - storage error
Registration failed - no sender id provided
Registration failed - could not connect to push server
Registration failed - could not retrieve the public key
Registration failed - missing applicationServerKey, and manifest empty or missing
Registration failed - missing applicationServerKey, and gcm_sender_id not found in manifest
Registration failed - manifest empty or missing
Registration failed - gcm_sender_id not found in manifest
Registration failed - no active Service Worker
Registration failed - A subscription with a different applicationServerKey (or gcm_sender_id) already exists; to change the applicationServerKey, unsubscribe then resubscribe.
Registration failed - A subscription with a different application server key already exists.
Registration failed - *
Registration failed
Subscription failed - no active Service Worker
Subscription failed - *
Unregistration failed - *
The provided applicationServerKey is not valid.
The provided applicationServerKey is not encoded as base64url without padding.
Not allowed to open a window.
Not allowed to focus a window.
The client was not found.
This service worker is not the client's active service worker.
Only the active worker can claim clients.
Cannot navigate to URL: *
'*' is not a valid URL.
* is not a valid URL.
Invalid URL
The event handler is already finished and no extend lifetime promises are outstanding.
The event handler is already finished.
Can not call waitUntil on a script constructed ExtendableEvent
The event has already been responded to.
The fetch event has already been responded to.
No notification permission has been granted for this origin.
No active registration available on the ServiceWorkerRegistration.
Illegal constructor. Use ServiceWorkerRegistration.showNotification() instead.
Illegal constructor
Illegal constructor.
Illegal invocation
Notifications which set the renotify flag must specify a non-empty tag.
Silent notifications must not specify vibration patterns.
Actions are only supported for persistent notifications shown using ServiceWorkerRegistration.showNotification().
Permission denied.
Permission denied
Attempted to register a sync event without a window or registration tag too long.
Background Sync is disabled.
Periodic Background Sync is disabled.
Unknown error.
This origin does not have permission to start a fetch.
There already is a registration for the given id.
At least one request must be given.
Failed to store registration due to I/O error.
Quota exceeded.
Cannot construct a Request with a Request object that has already been used.
Request body is already used
Response body is already used
body stream already read
body stream is locked
Body has already been consumed.
Failed to register a ServiceWorker for scope ('*') with script ('*'): {w}
Failed to register a ServiceWorker: {w}
Failed to update a ServiceWorker for scope ('*') with script ('*'): {w}
Failed to unregister a ServiceWorker for scope ('*'): {w}
A bad HTTP response code ({n}) was received when fetching the script.
The script has an unsupported MIME type ('*').
An unknown error occurred when fetching the script.
ServiceWorker script evaluation failed
ServiceWorker cannot be started
The path of the provided scope ('*') is not under the max scope allowed ('*'). *
The document is in an invalid state.
The script resource is behind a redirect, which is disallowed.
Operation has been aborted
The operation failed for an operation-specific reason
The script at '*' failed to load.
The service worker navigation preload request was cancelled before 'preloadResponse' settled. *
The service worker navigation preload request was cancelled before preloadResponse settled. *
The service worker navigation preload request failed with a network error: *
Unexpected token *, * is not valid JSON
Unexpected token * in JSON at position {n}
* is not valid JSON
Unexpected end of JSON input
Unexpected end of input
Unexpected non-whitespace character after JSON at position {n}
Unexpected non-whitespace character after JSON at position {n} (line {n} column {n})
Expected property name or '}' in JSON at position {n}
Expected property name or '}' in JSON at position {n} (line {n} column {n})
Expected double-quoted property name in JSON at position {n}
Expected double-quoted property name in JSON at position {n} (line {n} column {n})
Expected ',' or '}' after property value in JSON at position {n}
Expected ',' or '}' after property value in JSON at position {n} (line {n} column {n})
Expected ',' or ']' after array element in JSON at position {n}
Expected ',' or ']' after array element in JSON at position {n} (line {n} column {n})
Expected ':' after property name in JSON at position {n}
Expected ':' after property name in JSON at position {n} (line {n} column {n})
Unterminated string in JSON at position {n}
Unterminated string in JSON at position {n} (line {n} column {n})
Bad control character in string literal in JSON at position {n}
Bad control character in string literal in JSON at position {n} (line {n} column {n})
Bad escaped character in JSON at position {n}
Bad escaped character in JSON at position {n} (line {n} column {n})
Cannot read properties of undefined (reading '*')
Cannot read properties of null (reading '*')
Cannot read properties of undefined
Cannot read properties of null
Cannot set properties of undefined (setting '*')
Cannot set properties of null (setting '*')
Cannot read property '*' of undefined
Cannot read property '*' of null
Cannot destructure property '*' of '*' as it is undefined.
Cannot destructure property '*' of '*' as it is null.
Cannot convert undefined or null to object
Cannot access '*' before initialization
Assignment to constant variable.
Converting circular structure to JSON*
Class constructor * cannot be invoked without 'new'
Maximum call stack size exceeded
Invalid array length
The user aborted a request.
signal is aborted without reason
signal timed out
The operation was aborted.
The operation timed out.
The transaction was aborted, so the request cannot be fulfilled.
The database connection is closing.
The request is invalid.
Service worker registration is not active
Request failed
Request scheme '*' is unsupported
'{p}' called without a {p}.
{n} arguments required, but only {n} present.
{n} argument required, but only {n} present.
parameter {n} is not of type '{p}'.
parameter {n} is not an object.
required member * is undefined.`;

const FIREFOX = `NetworkError when attempting to fetch resource.
Error retrieving push subscription.
User denied permission to use the Push API.
The operation is insecure.
The operation was aborted. 
The operation was aborted.
The operation timed out.
The quota has been exceeded.
The object is in an invalid state.
An attempt was made to use an object that is not, or is no longer, usable
A mutation operation was attempted on a database that did not allow mutations.
JSON.parse: unexpected character at line {n} column {n} of the JSON data
JSON.parse: unexpected end of data at line {n} column {n} of the JSON data
JSON.parse: unexpected non-whitespace character after JSON data at line {n} column {n} of the JSON data
JSON.parse: *
can't access property *, * is undefined
can't access property *, * is null
can't access lexical declaration '*' before initialization
too much recursion
ServiceWorker script at * for scope * encountered an error during installation.
ServiceWorker script at * for scope * threw an exception during script evaluation.
Failed to register/update a ServiceWorker for scope *: {w}
Load failed with status {n} for script *
Bad Content-Type of * received for script *.*
{p}.{p}: {w}
{p} constructor: {w}
Input request body is already used.
Body has already been consumed.
Illegal constructor.
The Notification constructor cannot be used in ServiceWorkers.
permission denied
The permission request was denied.`;

const WEBKIT = `Load failed
The network connection was lost.
The Internet connection appears to be offline.
A server with the specified hostname could not be found.
Could not connect to the server.
The request timed out.
cancelled
Type error
Event is not trusted
undefined is not an object (evaluating '*')
null is not an object (evaluating '*')
undefined is not an object
null is not an object
undefined is not a function*
Can't find variable: *
* is not a function. (In '*', '*' is *)
* is not a function (near '*')
JSON Parse error: Unexpected EOF
JSON Parse error: Unrecognized token *
JSON Parse error: *
The string did not match the expected pattern.
The string contains invalid characters.
User denied push permission
Subscribing for push requires an active service worker
applicationServerKey must contain a valid P-256 public key
Request has already been used.
Body is disturbed or locked
The request is not allowed by the user agent or the platform in the current context, possibly because the user denied permission.`;

/** Those that begin with the app's part, and so would be found in much that is not meant, come last. */
const ANY = `* is not a function
* is not a function or its return value is not iterable
* is not defined
* is not iterable
* is not a constructor
* is undefined
* is null`;

interface Sentence {
  /** What stands between the slots. */
  readonly fixed: readonly string[];
  readonly slots: readonly string[];
}

const SLOT = /\*|\{[npw]\}/g;
/** In the order in which they are tried. */
export const SENTENCES: readonly string[] = [CHROMIUM, FIREFOX, WEBKIT, ANY].flatMap((each) =>
  each.split('\n'),
);
let sentences: readonly Sentence[] | undefined;

const sentenceOf = (line: string): Sentence => ({ fixed: line.split(SLOT), slots: line.match(SLOT) ?? [] });

/** Longer than any of a browser's own. */
const LONGEST = 1_000;

/** The browser's own sentence with what the app put into it cut; undefined where no browser words it like this. */
export function browserWords(text: string, depth = 0): string | undefined {
  if (text.length > LONGEST || depth > 2) return undefined;
  sentences ??= SENTENCES.map(sentenceOf);
  for (const sentence of sentences) {
    const parts = partsOf(text, sentence);
    const filled = parts && fill(sentence, parts, depth);
    if (filled !== undefined) return filled;
  }
  return undefined;
}

/** What stands in the slots. Each fixed part is looked for once, from where the last one ended: linear. */
function partsOf(text: string, { fixed }: Sentence): readonly string[] | undefined {
  const [first = '', ...rest] = fixed;
  const last = rest.pop();
  if (last === undefined) return text === first ? [] : undefined;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
    return undefined;
  const parts: string[] = [];
  let from = first.length;
  const end = text.length - last.length;
  for (const piece of rest) {
    const at = text.indexOf(piece, from);
    if (at < 0 || at + piece.length > end) return undefined;
    parts.push(text.slice(from, at));
    from = at + piece.length;
  }
  parts.push(text.slice(from, end));
  return parts;
}

function fill({ fixed, slots }: Sentence, parts: readonly string[], depth: number): string | undefined {
  let filled = fixed[0] as string;
  for (const [index, slot] of slots.entries()) {
    const part = parts[index] as string;
    if (slot === '{n}' && !/^\d{1,9}$/.test(part)) return undefined;
    const kept =
      slot === '{n}' || (slot === '{p}' && PLATFORM_NAMES.has(part))
        ? part
        : slot === '{w}'
          ? browserWords(part, depth + 1)
          : undefined;
    filled += (kept ?? '…') + fixed[index + 1];
  }
  return filled;
}
