import type { LoggedError } from '../log/entry.ts';
import type { Severity } from './finding.ts';

/** What it means that the browser refused a call, and what to do about it. */
export interface Meaning {
  readonly cause: string;
  readonly fix: string;
  /** Absent: an error. */
  readonly severity?: Severity;
}

/** The calls, the error's name and its words (any, where absent), and what that means. The first row that fits counts. */
type Row = readonly [
  calls: string,
  names: string,
  words: RegExp | undefined,
  cause: string,
  fix: string,
  severity?: Severity,
];

const SUBSCRIBE = 'pushManager.subscribe()';
const SHOW = 'showNotification()';
const PAGE_SHOW = 'new Notification()';
const ASK = 'Notification.requestPermission()';
const SYNC = 'sync.register()';
const PERIODIC = 'periodicSync.register()';
const DOWNLOAD = 'backgroundFetch.fetch()';
const ANY = '*';

const ASK_FIRST =
  'Check Notification.permission first and ask with Notification.requestPermission() after a click; who denied it has to change it in the site settings.';
const SYNC_FIX =
  'Do not rely on background sync alone: send at once, and again at the next page load (in Workbox: forceSyncFallback); give register() a time limit.';

/**
 * Messages are those of Chromium (`push_messaging_status.mojom`, `third_party/blink/renderer/modules/`), Firefox
 * (`dom/push`, `dom/notification`) and WebKit (`Modules/push-api`, `Modules/notifications`).
 */
const ROWS: readonly Row[] = [
  [
    `${SUBSCRIBE} ${SHOW} ${SYNC} ${PERIODIC}`,
    'AbortError InvalidStateError TypeError',
    /no active|active (service ?)?worker/i,
    'The registration has no active worker yet.',
    'Wait for navigator.serviceWorker.ready first.',
  ],
  [
    SUBSCRIBE,
    'NotAllowedError PermissionDeniedError',
    /gesture|user activation/i,
    'The browser asks for permission only after a click.',
    'Call subscribe() in the handler of a click.',
  ],
  [
    SUBSCRIBE,
    'NotAllowedError',
    /user-visible|userVisibleOnly/i,
    'This browser takes no silent subscriptions.',
    'Pass userVisibleOnly: true.',
  ],
  [
    `${SUBSCRIBE} ${ASK}`,
    'NotAllowedError PermissionDeniedError',
    undefined,
    'The permission for notifications is denied: by the person, a setting or private browsing.',
    ASK_FIRST,
    'warning',
  ],
  [
    SUBSCRIBE,
    'AbortError',
    /sender_?id|manifest|applicationServerKey/i,
    'No VAPID key was passed.',
    'Pass your VAPID public key as applicationServerKey.',
  ],
  [
    SUBSCRIBE,
    'AbortError',
    undefined,
    'The browser could not reach its push service: it has none, it is switched off (Brave by default), or the network blocks it.',
    'In Brave switch on "Use Google services for push messaging" (Settings, Privacy and security) and restart; elsewhere try another network.',
  ],
  [
    SUBSCRIBE,
    'InvalidAccessError InvalidCharacterError TypeError',
    /key|base64|P-256/i,
    'The applicationServerKey is no VAPID public key.',
    'Pass the public key as base64url without padding, or as a Uint8Array of 65 bytes.',
  ],
  [
    PAGE_SHOW,
    'TypeError',
    /constructor|…/i,
    'Only pages may construct notifications, and none on phones.',
    'Call registration.showNotification() instead, which works everywhere.',
  ],
  [
    `${SHOW} ${PAGE_SHOW}`,
    'TypeError NotAllowedError',
    /permission/i,
    'The site has no permission to show notifications.',
    ASK_FIRST,
  ],
  [
    SHOW,
    'TypeError',
    /renotify|\btag\b/i,
    'renotify: true needs a tag.',
    'Set a tag that is not empty, or leave renotify out.',
  ],
  [
    SHOW,
    'TypeError RangeError SyntaxError',
    /^[^…]+$/,
    'The title or an option is not of the kind that it has to be.',
    'Look at the title and the options that are passed.',
  ],
  [
    ASK,
    ANY,
    undefined,
    'The browser asks only after a click, and not in a frame.',
    'Call it in the handler of a click, in the top window.',
  ],
  [
    SYNC,
    'NotAllowedError',
    undefined,
    'Background sync is blocked: by a site setting, in private browsing, or altogether (Brave, Electron).',
    SYNC_FIX,
  ],
  [SYNC, 'InvalidAccessError', undefined, 'No window of the site is open, or the tag is too long.', SYNC_FIX],
  [SYNC, ANY, undefined, '', SYNC_FIX],
  [
    PERIODIC,
    'NotAllowedError',
    undefined,
    'Chromium grants the permission only to an installed app that is used often enough.',
    'Register after the app was installed, and refresh at page load otherwise.',
  ],
  [
    DOWNLOAD,
    ANY,
    /service ?worker/i,
    'This browser starts background fetches only in pages, not in a worker.',
    'Start it in a page after a user gesture; in the worker use fetch() inside event.waitUntil().',
  ],
  [
    DOWNLOAD,
    'TypeError InvalidStateError',
    /exist|duplicate|\bid\b/i,
    'A background fetch with this id is running already.',
    'Give every fetch an id of its own, and look with backgroundFetch.get() first.',
  ],
  [
    DOWNLOAD,
    'NotAllowedError',
    undefined,
    'The permission is denied: by a site setting or the person.',
    'Fall back to fetch().',
  ],
  [
    DOWNLOAD,
    ANY,
    undefined,
    '',
    'Start it in a page after a user gesture, and fall back to fetch() when it is refused.',
  ],
  [
    'navigate()',
    'TypeError',
    /active service worker|control/i,
    'A worker may navigate only the windows that it controls.',
    'Call clients.claim() in the activate event, or clients.openWindow().',
  ],
  [
    'navigate()',
    ANY,
    undefined,
    'The window is gone, or may not go to this address.',
    'Use a client that matchAll() has just returned and an address of the same origin.',
    'warning',
  ],
];

const OTHERWISE: Meaning = {
  cause: '',
  fix: 'Look at the words of the error and at what was passed, and handle the rejection.',
};

/** What the refusal of a call (`pushManager.subscribe()`) means: the one table of all calls and errors. */
export function meaningOf(call: string, error: LoggedError | undefined): Meaning {
  const row = ROWS.find(
    ([calls, names, words]) =>
      lists(calls, call) &&
      (names === ANY || lists(names, error?.name ?? '')) &&
      (words?.test(error?.message ?? '') ?? true),
  );
  if (!row) return OTHERWISE;
  const [, , , cause, fix, severity] = row;
  return { cause, fix, ...(severity && { severity }) };
}

/** `list` is separated by spaces; a name with a space in it stands for itself. */
const lists = (list: string, name: string): boolean => name !== '' && ` ${list} `.includes(` ${name} `);
