import type { LoggedError } from '../log/entry.ts';
import type { Severity } from './finding.ts';

/** What it means that the browser refused a call, and what to do about it. */
export interface Meaning {
  readonly cause: string;
  readonly fix: string;
  /** Absent: an error. */
  readonly severity?: Severity | undefined;
}

/** The calls, how the error is worded (`Name: message`), and what that means. The first row that fits counts. */
type Row = readonly [calls: string, words: RegExp, cause: string, fix: string, severity?: Severity];

const SUBSCRIBE = 'pushManager.subscribe()';
const SHOW = 'showNotification()';
const PAGE_SHOW = 'new Notification()';
const ASK = 'Notification.requestPermission()';
const SYNC = 'sync.register()';
const PERIODIC = 'periodicSync.register()';
const DOWNLOAD = 'backgroundFetch.fetch()';
const REGISTER = 'register()';
const ANY = /^/;

const ASK_FIRST =
  'Check Notification.permission first and ask with Notification.requestPermission() after a click; who denied it has to change it in the site settings.';
const SYNC_FIX =
  'Do not rely on background sync alone: send at once, and again at the next page load (in Workbox: forceSyncFallback); give register() a time limit.';

const SCRIPT_FIX =
  'Open the script URL: it has to answer 200 with a JavaScript MIME type, without a redirect; then look for errors in it (importScripts() included).';

/**
 * Messages are those of Chromium (`push_messaging_status.mojom`, `third_party/blink/renderer/modules/`), Firefox
 * (`dom/push`, `dom/notification`) and WebKit (`Modules/push-api`, `Modules/notifications`).
 */
const ROWS: readonly Row[] = [
  [
    `${SUBSCRIBE} ${SHOW} ${SYNC} ${PERIODIC} ${DOWNLOAD}`,
    /no (active|service)|active (service ?)?worker/i,
    'The registration has no active worker yet.',
    'Wait for navigator.serviceWorker.ready first.',
  ],
  [
    `${SUBSCRIBE} ${ASK}`,
    /gesture|user activation/i,
    'The browser asks for permission only after a click.',
    'Call it in the handler of a click.',
  ],
  [
    SUBSCRIBE,
    /user-visible|userVisibleOnly/i,
    'This browser takes no silent subscriptions.',
    'Pass userVisibleOnly: true.',
  ],
  [
    `${SUBSCRIBE} ${ASK}`,
    /^(NotAllowed|PermissionDenied)/,
    'The permission for notifications is denied: by the person, a setting or private browsing.',
    ASK_FIRST,
    'warning',
  ],
  [
    SUBSCRIBE,
    /^Abort.*(sender_?id|manifest|applicationServerKey)/i,
    'No VAPID key was passed.',
    'Pass your VAPID public key as applicationServerKey.',
  ],
  [
    SUBSCRIBE,
    // Chromium's other reasons are its own: "storage error", "registration limit has been reached".
    /^Abort(?!.*(storage|limit|shut))/,
    'The browser could not reach its push service: it has none, it is switched off (Brave by default), or the network blocks it.',
    'In Brave switch on "Use Google services for push messaging" (Settings, Privacy and security) and restart; elsewhere try another network.',
  ],
  [
    SUBSCRIBE,
    /^(Invalid(Access|Character)|Type).*(key|base64|P-256)/i,
    'The applicationServerKey is no VAPID public key.',
    'Pass the public key as base64url without padding, or as a Uint8Array of 65 bytes.',
  ],
  [
    PAGE_SHOW,
    /constructor|…/i,
    'Only pages may construct notifications, and none on phones.',
    'Call registration.showNotification() instead, which works everywhere.',
  ],
  [`${SHOW} ${PAGE_SHOW}`, /permission/i, 'The site has no permission to show notifications.', ASK_FIRST],
  [
    SHOW,
    /renotify|\btag\b/i,
    'renotify: true needs a tag.',
    'Set a tag that is not empty, or leave renotify out.',
  ],
  [
    `${SHOW} ${PAGE_SHOW}`,
    /^(Type|Range|Syntax|DataClone)[^…]+$/,
    'The title or an option is not of the kind that it has to be.',
    'Look at the title and the options that are passed.',
  ],
  [
    ASK,
    ANY,
    'The browser asks only after a click, and not in a frame.',
    'Call it in the handler of a click, in the top window.',
  ],
  [
    SYNC,
    /^NotAllowed/,
    'Background sync is blocked: by a site setting, in private browsing, or altogether (Brave, Electron).',
    SYNC_FIX,
  ],
  [SYNC, /^InvalidAccess/, 'No window of the site is open, or the tag is too long.', SYNC_FIX],
  [SYNC, ANY, '', SYNC_FIX],
  [
    PERIODIC,
    /^NotAllowed/,
    'Chromium grants the permission only to an installed app that is used often enough.',
    'Register after the app was installed, and refresh at page load otherwise.',
  ],
  [
    DOWNLOAD,
    /environment/,
    'This browser starts background fetches only in pages, not in a worker.',
    'Start it in a page after a user gesture; in the worker use fetch() inside event.waitUntil().',
  ],
  [
    DOWNLOAD,
    /exist|duplicate|\bid\b/i,
    'A background fetch with this id is running already.',
    'Give every fetch an id of its own, and look with backgroundFetch.get() first.',
  ],
  [
    DOWNLOAD,
    /^NotAllowed|permission/,
    'The site may not start it now: it takes a click for each, or a site setting forbids it.',
    'Start it in the handler of a click, and fall back to fetch().',
  ],
  [
    'navigate()',
    /active service worker|control/i,
    'A worker may navigate only the windows that it controls.',
    'Call clients.claim() in the activate event, or clients.openWindow().',
  ],
  [
    'navigate()',
    ANY,
    'The window is gone, or may not go to this address.',
    'Use a client that matchAll() has just returned and an address of the same origin.',
    'warning',
  ],
  [
    REGISTER,
    /max scope|scope url|match/i,
    'A worker has to come from the origin of the page, and controls only what is below its own folder.',
    'Move the script, ask for a narrower scope, or send Service-Worker-Allowed with it.',
  ],
  [
    REGISTER,
    /redirect|mime/i,
    'The server sent a page or a redirect in place of the script, to a login perhaps.',
    SCRIPT_FIX,
  ],
  [
    REGISTER,
    /insecure|denied/i,
    'The browser keeps no data of this site: cookies are blocked, or deleted at its end. (Firefox says so of a wrong MIME type or scope, too.)',
    SCRIPT_FIX,
    'warning',
  ],
  [REGISTER, /invalid state/, 'The page was being left.', 'Nothing.', 'info'],
  [REGISTER, ANY, '', SCRIPT_FIX],
];

const OTHERWISE: Meaning = {
  cause: '',
  fix: 'Look at the words of the error and at what was passed, and handle the rejection.',
};

/** What the refusal of a call (`pushManager.subscribe()`) means: the one table of all calls and errors. */
export function meaningOf(call: string, error: LoggedError | undefined): Meaning {
  const worded = error ? `${error.name}: ${error.message}` : '';
  const row = ROWS.find(([calls, words]) => lists(calls, call) && words.test(worded));
  if (!row) return OTHERWISE;
  const [, , cause, fix, severity] = row;
  return { cause, fix, severity };
}

/** `list` is separated by spaces; a name with a space in it stands for itself. */
const lists = (list: string, name: string): boolean => ` ${list} `.includes(` ${name} `);
