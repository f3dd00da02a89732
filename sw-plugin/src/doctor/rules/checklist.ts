/** What one rule looks at, for "nothing found". */
export interface Check {
  readonly rule: string;
  /** What holds where the rule has nothing to say, in one sentence. */
  readonly checks: string;
  /** What the log must hold for the rule to speak. */
  readonly needs: string;
}

/** Every rule, in order of its number. Beside the rules, not in them: a diagnosis does not load it. */
export const CHECKLIST: readonly Check[] = [
  {
    rule: 'D1',
    checks: 'Every push event shows a notification before its lifetime ends.',
    needs: 'Push events with their end, and the notifications shown meanwhile.',
  },
  {
    rule: 'D2',
    checks: 'In Safari and other WebKit browsers, fewer than two pushes were silent.',
    needs: 'Push events with their end from a WebKit browser.',
  },
  {
    rule: 'D3',
    checks: 'Notifications for a push are shown before the push event ends.',
    needs: 'Push events with their end, and showNotification() calls in the worker.',
  },
  {
    rule: 'D4',
    checks: 'Notifications shown for a push stay until the user has had a chance to see them.',
    needs: 'Notifications shown and closed during a push event, with a tag.',
  },
  {
    rule: 'D5',
    checks: 'Pushes show a notification also while a window of the site is visible.',
    needs: 'The number of visible window clients at the end of a push event.',
  },
  {
    rule: 'D6',
    checks: 'The promises that handlers pass to waitUntil() and respondWith() are fulfilled.',
    needs: 'Events with their end, and how each of their promises settled.',
  },
  {
    rule: 'D7',
    checks: 'No event handler throws.',
    needs: 'Events with their end, and whether a listener threw.',
  },
  {
    rule: 'D8',
    checks: 'waitUntil() and respondWith() are called while their event is being handled.',
    needs: 'Each call of waitUntil() and respondWith() with its result.',
  },
  {
    rule: 'D9',
    checks: 'What an event handler starts is over before its event ends.',
    needs: 'Calls and unhandled rejections that are linked to the event they came from.',
  },
  {
    rule: 'D10',
    checks: 'Every event that began has ended, unless its worker is still running.',
    needs: 'Events with their start, and which boots are alive or a later start of the same worker.',
  },
  {
    rule: 'D11',
    checks: 'Events end in less than half of the time after which the browser stops them.',
    needs: 'Events with their duration.',
  },
  {
    rule: 'D12',
    checks: 'Listeners for functional events are added while the worker script is being evaluated.',
    needs: 'Listeners that were added after the first evaluation of the script.',
  },
  {
    rule: 'D13',
    checks: 'Events that were asked for have a listener.',
    needs: 'The number of listeners at dispatch.',
  },
  {
    rule: 'D14',
    checks: 'No push shows the same notification twice.',
    needs: 'The notifications shown for a push.',
  },
  {
    rule: 'D15',
    checks: 'Each scope is served by one worker script.',
    needs: 'Scope and script URL of every worker start.',
  },
  {
    rule: 'D16',
    checks: 'Push handlers can read the payload they get.',
    needs: 'The payload of a push, and the error that its handler failed with.',
  },
  {
    rule: 'D17',
    checks: 'Payloads have the members that the push library in the worker expects.',
    needs: 'The payload of silent pushes, and a worker script with the name that its library gives it.',
  },
  {
    rule: 'D18',
    checks: 'A push subscription that was there at one visit is there at the next.',
    needs: 'The state of the push subscription at page loads, when it changed.',
  },
  {
    rule: 'D19',
    checks: 'After a pushsubscriptionchange event there is a subscription again.',
    needs: 'pushsubscriptionchange events, subscribe() calls and subscription states.',
  },
  {
    rule: 'D20',
    checks: 'The app subscribes with the same applicationServerKey as the subscription that it has.',
    needs: 'subscribe() calls with their key or error, and the key of the live subscription.',
  },
  {
    rule: 'D22',
    checks: 'While a push subscription exists, the site may show notifications.',
    needs: 'Permission states and the state of the push subscription.',
  },
  { rule: 'D23', checks: 'Syncs succeed at the first attempt.', needs: 'Sync events with their end.' },
  {
    rule: 'D24',
    checks: 'No sync fails at its last chance.',
    needs: 'Sync events with lastChance and their end.',
  },
  {
    rule: 'D25',
    checks: 'A sync in which a promise is rejected is rejected itself, so that the browser tries again.',
    needs: 'Sync events with their end, and unhandled rejections during them.',
  },
  {
    rule: 'D27',
    checks: 'Calls of sync.register() succeed.',
    needs: 'Calls of sync.register() with their outcome.',
  },
  {
    rule: 'D29',
    checks: 'Periodic syncs can be registered, and fire.',
    needs: 'periodicSync.register() calls and periodicsync events, over more than a day.',
  },
  {
    rule: 'D30',
    checks: 'Background fetches start and complete.',
    needs: 'Background fetches with their failure reason, and backgroundFetch.fetch() calls.',
  },
  {
    rule: 'D31',
    checks: 'Calls of clients.openWindow() and focus() succeed.',
    needs: 'Calls of clients.openWindow() and focus() with their outcome.',
  },
  {
    rule: 'D32',
    checks: 'A click on a notification opens or focuses a window, or closes the notification.',
    needs: 'notificationclick events with their end, and window calls in the worker.',
  },
  {
    rule: 'D33',
    checks: 'In Firefox, pushes since the last visit have left the quota for silent pushes untouched.',
    needs: 'Push events with their end from Firefox, and page loads.',
  },
  {
    rule: 'D34',
    checks: 'Calls of register() succeed.',
    needs: 'register() calls in pages with their outcome.',
  },
  {
    rule: 'D35',
    checks: 'An installed version of the worker is activated within a day.',
    needs: 'Registration states, or install and activate events, over more than a day.',
  },
  { rule: 'D36', checks: 'Less than 80% of the storage quota is in use.', needs: 'Storage states.' },
  {
    rule: 'D38',
    checks: 'No error and no rejection in the worker goes unhandled.',
    needs: 'Uncaught errors and unhandled rejections in the worker.',
  },
  {
    rule: 'D39',
    checks: 'Calls of push, notification and payment methods succeed.',
    needs: 'Calls in pages and workers with their outcome.',
  },
  {
    rule: 'D40',
    checks: 'What is passed to waitUntil() and respondWith() is no function.',
    needs: 'The kind of what was passed.',
  },
  {
    rule: 'D41',
    checks: 'A sync handler does not register syncs without end.',
    needs: 'Sync events and sync.register() calls in the worker.',
  },
  {
    rule: 'D42',
    checks: 'A message that replaces another one under the same tag alerts the user again (renotify).',
    needs: 'Notifications shown for pushes, with tag, title and options, and their closing.',
  },
  {
    rule: 'D43',
    checks: 'A registered sync fires once the device is online.',
    needs: 'Registered syncs, sync events, and pushes that say that the device was online, over some hours.',
  },
  {
    rule: 'D44',
    checks: 'No message arrives under two scopes of one origin.',
    needs: 'Push events with their payload under two scopes, and the notifications shown for them.',
  },
  {
    rule: 'D45',
    checks: 'Answers to paymentrequest have the members that the browser asks for.',
    needs: 'paymentrequest events with the type of their answer.',
  },
  {
    rule: 'D46',
    checks: 'The plugin is the first thing that the worker script loads.',
    needs: 'Word of the plugin that it found listeners of before it.',
  },
  {
    rule: 'D47',
    checks: 'A click that a listener stops (stopImmediatePropagation) opens or focuses a window.',
    needs:
      'notificationclick events with their end, whether they were stopped, and window calls in the worker.',
  },
  {
    rule: 'D48',
    checks: 'The app keeps its push subscription from visit to visit.',
    needs: 'subscribe() and unsubscribe() calls of pages and workers.',
  },
];
