import { describe, expect, it } from 'vitest';
import { meaningOf } from './refusals.ts';

const cause = (call: string, name: string, message = '') => meaningOf(call, { name, message }).cause;

/** The words of Chromium, Firefox and WebKit. */
const WORDED: readonly (readonly [
  call: string,
  name: string,
  message: string,
  cause: RegExp,
  fix: RegExp,
])[] = [
  [
    'pushManager.subscribe()',
    'AbortError',
    'Registration failed - push service error',
    /push service/,
    /Brave.*Google services/,
  ],
  [
    'pushManager.subscribe()',
    'AbortError',
    'Registration failed - push service not available',
    /push service/,
    /another network/,
  ],
  ['pushManager.subscribe()', 'AbortError', 'Error retrieving push subscription.', /push service/, /Brave/],
  [
    'pushManager.subscribe()',
    'AbortError',
    'Subscription failed - no active Service Worker',
    /no active worker/,
    /serviceWorker\.ready/,
  ],
  [
    'pushManager.subscribe()',
    'AbortError',
    'Registration failed - missing applicationServerKey, and gcm_sender_id not found in manifest',
    /No VAPID key/,
    /applicationServerKey/,
  ],
  [
    'pushManager.subscribe()',
    'NotAllowedError',
    'Registration failed - permission denied',
    /permission.*denied/,
    /site settings/,
  ],
  [
    'pushManager.subscribe()',
    'NotAllowedError',
    'User denied permission to use the Push API.',
    /permission.*denied/,
    /click/,
  ],
  [
    'pushManager.subscribe()',
    'NotAllowedError',
    'Push notification prompting can only be done from a user gesture.',
    /after a click/,
    /click/,
  ],
  [
    'pushManager.subscribe()',
    'NotAllowedError',
    'Chromium currently only supports the Push API for subscriptions that will result in user-visible messages.',
    /silent/,
    /userVisibleOnly/,
  ],
  [
    'pushManager.subscribe()',
    'InvalidAccessError',
    "Failed to execute 'subscribe' on 'PushManager': The provided applicationServerKey is not valid.",
    /VAPID/,
    /base64url/,
  ],
  [
    'new Notification()',
    'TypeError',
    "Failed to construct 'Notification': Illegal constructor. Use ServiceWorkerRegistration.showNotification() instead.",
    /phones/,
    /registration\.showNotification/,
  ],
  [
    'showNotification()',
    'TypeError',
    "Failed to execute 'showNotification' on 'ServiceWorkerRegistration': No notification permission has been granted for this origin.",
    /permission/,
    /requestPermission/,
  ],
  [
    'showNotification()',
    'TypeError',
    'Permission to show Notification denied.',
    /permission/,
    /requestPermission/,
  ],
  [
    'backgroundFetch.fetch()',
    'NotAllowedError',
    "Failed to execute 'fetch' on 'BackgroundFetchManager': backgroundFetch.fetch() is not allowed in service worker environments.",
    /only in pages/,
    /in a page/,
  ],
  [
    'pushManager.subscribe()',
    'AbortError',
    'Registration failed - no Service Worker',
    /no active worker/,
    /serviceWorker\.ready/,
  ],
  [
    'Notification.requestPermission()',
    'NotAllowedError',
    'Notification prompting can only be done from a user gesture.',
    /after a click/,
    /handler of a click/,
  ],
  [
    'showNotification()',
    'DataCloneError',
    "Failed to execute 'showNotification' on 'ServiceWorkerRegistration': () => {} could not be cloned.",
    /an option/,
    /options/,
  ],
  [
    'backgroundFetch.fetch()',
    'TypeError',
    "Failed to execute 'fetch' on 'BackgroundFetchManager': No active registration available on the ServiceWorkerRegistration.",
    /no active worker/,
    /serviceWorker\.ready/,
  ],
  [
    'backgroundFetch.fetch()',
    'TypeError',
    'There is no service worker available to service the fetch.',
    /no active worker/,
    /serviceWorker\.ready/,
  ],
  [
    'backgroundFetch.fetch()',
    'TypeError',
    'This origin does not have permission to start a fetch.',
    /takes a click/,
    /handler of a click/,
  ],
  [
    'register()',
    'SecurityError',
    "The path of the provided scope ('/') is not under the max scope allowed ('/js/').",
    /below its own folder/,
    /Service-Worker-Allowed/,
  ],
  [
    'register()',
    'SecurityError',
    'Scope URL should start with the given script URL',
    /below its own folder/,
    /Service-Worker-Allowed/,
  ],
  [
    'register()',
    'SecurityError',
    "The origin of the provided scriptURL ('https://a.example') does not match the current origin ('https://b.example').",
    /origin of the page/,
    /Move the script/,
  ],
  [
    'register()',
    'SecurityError',
    "The script has an unsupported MIME type ('text/html').",
    /sent a page/,
    /MIME type/,
  ],
  [
    'register()',
    'SecurityError',
    'The script resource is behind a redirect, which is disallowed.',
    /login/,
    /without a redirect/,
  ],
  ['register()', 'SecurityError', 'The operation is insecure.', /cookies are blocked/, /MIME type/],
  ['sync.register()', 'NotAllowedError', 'Permission denied.', /blocked/, /page load/],
  ['periodicSync.register()', 'NotAllowedError', 'Permission denied.', /installed app/, /installed/],
  [
    'navigate()',
    'TypeError',
    'This service worker is not the client’s active service worker.',
    /controls/,
    /clients\.claim/,
  ],
];

describe('what a refusal means', () => {
  it.each(WORDED)('%s, %s: %s', (call, name, message, why, what) => {
    const meaning = meaningOf(call, { name, message });
    expect(meaning.cause).toMatch(why);
    expect(meaning.fix).toMatch(what);
  });

  it('claims no cause that neither the name nor the words tell', () => {
    expect(cause('showNotification()', 'TypeError', "Failed to execute '…' granted for this origin.")).toBe(
      '',
    );
    expect(cause('showNotification()', 'UnknownError', 'x')).toBe('');
    for (const why of ['storage error', 'registration limit has been reached', 'renderer shutdown'])
      expect(cause('pushManager.subscribe()', 'AbortError', `Registration failed - ${why}`)).toBe('');
    expect(cause('backgroundFetch.fetch()', 'QuotaExceededError', 'Quota exceeded.')).toBe('');
    expect(cause('register()', 'TypeError', 'A bad HTTP response code (404) was received.')).toBe('');
    expect(cause('shareTarget()', 'NotAllowedError', 'x')).toBe('');
    expect(meaningOf('shareTarget()', undefined).fix).not.toBe('');
  });

  it('only warns of what the person decided', () => {
    expect(meaningOf('pushManager.subscribe()', { name: 'NotAllowedError', message: '' }).severity).toBe(
      'warning',
    );
    expect(
      meaningOf('pushManager.subscribe()', { name: 'AbortError', message: '' }).severity,
    ).toBeUndefined();
  });
});
