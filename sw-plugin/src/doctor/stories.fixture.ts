import type { SubscriptionShape } from '../log/index.ts';
import type { DiagnoseOptions } from './history.ts';
import type { EventType, Line, Logbook } from './logbook.ts';

/*
 * Stories as people tell them, three of each kind of fault and whatever is healthy about them, written from the reports
 * and not from the rules: a rule that only knows its own test is of no use. In one file: they are read one after another.
 */

export interface Story {
  readonly kind: string;
  readonly told: string;
  readonly write: (log: Logbook) => void;
  /** Rule, severity, and what the finding has to say; nothing for a healthy one. */
  readonly found: readonly (readonly [rule: string, severity: string, says: RegExp])[];
  readonly options?: DiagnoseOptions;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const page = { context: 'page', boot: 'tab-1', scriptURL: 'https://app.example/inbox' } as const;
const fulfilled = [{ method: 'waitUntil', at: 0.2, state: 'fulfilled', settled: 31 }] as const;
const silent = { outcome: 'silent', shown: 0, visibleClients: 0, extensions: fulfilled } as const;
const error = (name: string, message: string) => ({ name, message });
const rejected = (what: { name: string; message: string }) =>
  ({
    outcome: 'failed',
    error: what,
    extensions: [{ method: 'waitUntil', at: 0, state: 'rejected', settled: 5, error: what }],
  }) as const;

function shows(log: Logbook, title: string, line: Line & { options?: object; payload?: string } = {}): void {
  const { options, payload, ...who } = line;
  const begins =
    payload === undefined ? {} : { begins: { payload: { bytes: payload.length, text: payload } } };
  const push = log.event('push', {
    ...who,
    lasts: 50,
    ...begins,
    ends: { shown: 1, visibleClients: 0, extensions: fulfilled },
  });
  const tag = (options as { tag?: string } | undefined)?.tag ?? '';
  log.call('showNotification()', {
    ...who,
    after: 0,
    parent: push.span,
    instanceId: tag,
    metadata: { Title: title, Body: '' },
    begins: { notification: { title, ...options } },
  });
  log.time += 100;
}

const state = (subscription: SubscriptionShape | null, scope = 'https://app.example/') =>
  ({ ...page, service: 'pushMessaging', detail: { subscription, scope } }) as const;
const subscription = { endpointHost: 'fcm.googleapis.com' };

export const STORIES: readonly Story[] = [
  // A call that was refused, and nobody read why.
  {
    kind: 'refused',
    told: 'a company network: the push service cannot be reached, the button shows a spinner for ever',
    write(log) {
      for (let i = 0; i < 2; i++)
        log.call('pushManager.subscribe()', {
          ...page,
          lasts: 21_000,
          ends: { error: error('AbortError', 'Registration failed - could not connect to push server') },
        });
    },
    found: [['D39', 'error', /could not connect to push server.*push service/]],
  },
  {
    kind: 'refused',
    told: 'Firefox: the person said no',
    write(log) {
      log.call('pushManager.subscribe()', {
        ...page,
        ends: { error: error('NotAllowedError', 'User denied permission to use the Push API.') },
      });
    },
    found: [['D39', 'warning', /denied permission/]],
    options: { engine: 'firefox' },
  },
  {
    kind: 'refused',
    told: 'the key of another project, with a line break in it',
    write(log) {
      log.call('pushManager.subscribe()', {
        ...page,
        ends: {
          error: error(
            'InvalidCharacterError',
            "Failed to execute 'subscribe' on 'PushManager': The provided applicationServerKey is not encoded as base64url without padding.",
          ),
        },
      });
    },
    found: [['D39', 'error', /not encoded as base64url.*VAPID/]],
  },
  // And what followed from it.
  {
    kind: 'refused, and what followed',
    told: 'the permission is gone, the push handler catches and goes on',
    write(log) {
      const push = log.event('push', { lasts: 50, ends: silent });
      log.call('showNotification()', {
        parent: push.span,
        ends: { error: error('TypeError', 'Permission to show Notification denied.') },
      });
    },
    found: [['D1', 'error', /showNotification\(\) was rejected.*handler caught it.*permission/]],
  },
  {
    kind: 'refused, and what followed',
    told: 'renotify without a tag, nobody catches',
    write(log) {
      const wrong = error(
        'TypeError',
        "Failed to execute 'showNotification' on 'ServiceWorkerRegistration': Notifications which set the renotify flag must specify a non-empty tag.",
      );
      const push = log.event('push', {
        lasts: 50,
        ends: { ...rejected(wrong), shown: 0, visibleClients: 0 },
      });
      log.call('showNotification()', { parent: push.span, ends: { error: wrong } });
    },
    found: [
      ['D1', 'error', /renotify.*needs a tag/],
      ['D6', 'error', /did not catch it/],
    ],
  },
  {
    kind: 'refused, and what followed',
    told: 'a worker that answers requests, too: the call may belong to one of those',
    write(log) {
      const push = log.event('push', { lasts: 50, ends: silent });
      log.call('showNotification()', {
        parent: push.span,
        parentGuess: true,
        ends: { error: error('TypeError', 'No notification permission has been granted for this origin.') },
      });
    },
    found: [['D1', 'error', /perhaps in this event/]],
  },
  // What is not watched did happen.
  {
    kind: 'not watched',
    told: 'Safari, offline: stale while revalidate',
    write(log) {
      for (const message of ['Load failed', 'The Internet connection appears to be offline.'])
        log.write('Unhandled rejection', {
          after: 900,
          detail: { error: error('TypeError', message), unwatched: ['fetch'] },
        });
    },
    found: [],
    options: { engine: 'webkit' },
  },
  {
    kind: 'not watched',
    told: 'a bug in a message handler while nothing else goes on',
    write(log) {
      log.write('Uncaught error', {
        after: 9_000,
        detail: {
          error: error('TypeError', "Cannot read properties of null (reading 'ports')"),
          unwatched: ['message'],
        },
      });
    },
    found: [['D38', 'warning', /a message handler/]],
  },
  {
    kind: 'not watched',
    told: 'a request fails while a sync happens to be open',
    write(log) {
      const sync = log.event('sync', { instanceId: 'outbox', lasts: 900, ends: { extensions: fulfilled } });
      log.write('Unhandled rejection', {
        after: 100,
        parent: sync.span,
        parentGuess: true,
        detail: { error: error('TypeError', 'Failed to fetch'), unwatched: ['fetch'] },
      });
    },
    found: [],
  },
  // The same notification twice.
  {
    kind: 'twice',
    told: 'a library shows it and calls the app, which shows it, in an app that answers requests as well',
    write(log) {
      const push = log.event('push', { lasts: 90, ends: { shown: 2, extensions: fulfilled } });
      for (let i = 0; i < 2; i++)
        log.call('showNotification()', {
          parent: push.span,
          parentGuess: true,
          metadata: { Title: 'Your order', Body: 'has been shipped' },
        });
    },
    found: [['D14', 'warning', /showed the same notification twice/]],
  },
  {
    kind: 'twice',
    told: 'two tabs, two accounts: two notifications with the same title and other texts',
    write(log) {
      const push = log.event('push', { lasts: 90, ends: { shown: 2, extensions: fulfilled } });
      for (const Body of ['for ana@', 'for ben@'])
        log.call('showNotification()', { parent: push.span, metadata: { Title: 'Invoice', Body } });
    },
    found: [],
  },
  {
    kind: 'twice',
    told: 'a worker at /, another of a push service at /push/: each is subscribed and the server sends to both',
    write(log) {
      const other = {
        scope: 'https://app.example/push/',
        boot: 'w9',
        scriptURL: 'https://app.example/push/w.js',
      };
      for (let id = 0; id < 3; id++) {
        const payload = `{"id":${id},"title":"Sale ${id}"}`;
        shows(log, `Sale ${id}`, { payload });
        shows(log, `Sale ${id}`, { ...other, payload });
        log.time += HOUR;
      }
    },
    found: [['D44', 'warning', /https:\/\/app\.example\/push\//]],
  },
  {
    kind: 'twice',
    told: 'two apps of one origin that get news of their own',
    write(log) {
      const other = {
        scope: 'https://app.example/shop/',
        boot: 'w9',
        scriptURL: 'https://app.example/shop/w.js',
      };
      shows(log, 'News', { payload: '{"app":"news"}' });
      shows(log, 'News', { ...other, payload: '{"app":"shop"}' });
    },
    found: [],
  },
  // A sync that starts itself over.
  {
    kind: 'again and again',
    told: 'hundreds of times a minute, in a worker that is started anew in between',
    write(log) {
      for (let i = 0; i < 60; i++) {
        const boot = `w${Math.floor(i / 20)}`;
        const sync = log.event('sync', {
          boot,
          instanceId: 'queue',
          after: 200,
          ends: { extensions: fulfilled },
        });
        log.call('sync.register()', { boot, instanceId: 'queue', parent: sync.span, after: -1 });
      }
    },
    found: [['D41', 'warning', /“queue” was synced 60 times/]],
  },
  {
    kind: 'again and again',
    told: 'registered once more for what came meanwhile, on a busy day',
    write(log) {
      for (let i = 0; i < 40; i++) {
        const sync = log.event('sync', {
          instanceId: 'queue',
          after: 2_000,
          ends: { extensions: fulfilled },
        });
        log.call('sync.register()', { instanceId: 'queue', parent: sync.span, after: -1 });
        log.event('sync', { instanceId: 'queue', after: 20, ends: { extensions: fulfilled } });
      }
    },
    found: [],
  },
  {
    kind: 'again and again',
    told: 'two tags that each fail and register themselves',
    write(log) {
      for (let i = 0; i < 15; i++)
        for (const instanceId of ['likes', 'posts']) {
          const sync = log.event('sync', { instanceId, after: 100, ends: { extensions: fulfilled } });
          log.call('sync.register()', { instanceId, parent: sync.span, after: -1 });
        }
    },
    found: [
      ['D41', 'warning', /“posts”/],
      ['D41', 'warning', /“likes”/],
    ],
  },
  // The same tag.
  {
    kind: 'same tag',
    told: 'every alarm has the tag "alarm"',
    write(log) {
      for (const title of ['Door', 'Window', 'Smoke'])
        shows(log, title, { options: { tag: 'alarm' }, after: 20 * MINUTE });
    },
    found: [['D42', 'info', /tag “alarm”.*renotify/]],
    options: { engine: 'chromium' },
  },
  {
    kind: 'same tag',
    told: 'a score that is updated in silence',
    write(log) {
      for (const title of ['0 : 0', '1 : 0', '1 : 1'])
        shows(log, title, { options: { tag: 'match', silent: true }, after: 20 * MINUTE });
    },
    found: [],
    options: { engine: 'chromium' },
  },
  {
    kind: 'same tag',
    told: 'each is read before the next one comes',
    write(log) {
      for (const title of ['Ana', 'Ben']) {
        shows(log, title, { options: { tag: 'chat' }, after: MINUTE });
        const click = log.event('notificationclick', {
          instanceId: 'chat',
          after: MINUTE,
          lasts: 50,
          ends: { extensions: fulfilled },
        });
        log.call('clients.openWindow()', { parent: click.span });
      }
    },
    found: [],
    options: { engine: 'chromium' },
  },
  // A sync that never comes.
  {
    kind: 'never comes',
    told: 'one page load, pushes all day, no sync',
    write(log) {
      log.call('sync.register()', { ...page, instanceId: 'send-later' });
      for (let hour = 0; hour < 8; hour++) shows(log, `News ${hour}`, { after: HOUR });
    },
    found: [['D43', 'warning', /“send-later”|registered 8 hours/]],
  },
  {
    kind: 'never comes',
    told: 'offline for a night, then everything at once',
    write(log) {
      log.call('sync.register()', { ...page, instanceId: 'send-later' });
      log.time += 9 * HOUR;
      for (let i = 0; i < 5; i++) shows(log, `News ${i}`);
    },
    found: [],
  },
  {
    kind: 'never comes',
    told: 'one tag fires, the other does not',
    write(log) {
      for (const instanceId of ['a', 'b']) log.call('sync.register()', { ...page, instanceId });
      log.event('sync', { instanceId: 'a', ends: { extensions: fulfilled } });
      for (let hour = 0; hour < 6; hour++) shows(log, `News ${hour}`, { after: HOUR });
    },
    found: [['D43', 'warning', /“b”|registered 6 hours/]],
  },
  // Silent pushes add up.
  {
    kind: 'third silent push',
    told: 'an iPhone: each push only updates a badge; after the third the subscription is gone',
    write(log) {
      log.write('Push subscription state', state(subscription));
      for (let i = 0; i < 3; i++) log.event('push', { after: HOUR, ends: silent });
      log.write('Push subscription state', { ...state(null), after: HOUR });
    },
    found: [
      ['D18', 'error', /3 pushes.*WebKit removes the subscription/],
      ['D2', 'error', /3 pushes ended without a notification/],
      ['D1', 'error', /strike/],
    ],
    options: { engine: 'webkit' },
  },
  {
    kind: 'third silent push',
    told: 'shown ones in between do not reset the count',
    write(log) {
      for (let i = 0; i < 3; i++) {
        log.event('push', { after: HOUR, ends: silent });
        shows(log, 'News', { after: HOUR });
      }
    },
    found: [
      ['D2', 'error', /removes? the subscription/],
      ['D1', 'error', /strike/],
    ],
    options: { engine: 'webkit' },
  },
  {
    kind: 'third silent push',
    told: 'one of them is none in Chromium, with the page in sight',
    write(log) {
      for (let i = 0; i < 3; i++) log.event('push', { after: HOUR, ends: { ...silent, visibleClients: 1 } });
    },
    found: [['D5', 'info', /no notification had been shown.*visible/]],
    options: { engine: 'chromium' },
  },
  // Causes come from the error.
  {
    kind: 'the click',
    told: 'the message carries no address',
    write(log) {
      const click = log.event('notificationclick', { lasts: 50, ends: { extensions: fulfilled } });
      log.call('clients.openWindow()', {
        parent: click.span,
        ends: {
          error: error(
            'TypeError',
            "Failed to execute 'openWindow' on 'Clients': 'undefined' is not a valid URL.",
          ),
        },
      });
    },
    found: [['D31', 'error', /not a valid URL.*No window can be opened with this address/]],
  },
  {
    kind: 'the click',
    told: 'the tab was closed while the handler looked for it',
    write(log) {
      const click = log.event('notificationclick', { lasts: 50, ends: { extensions: fulfilled } });
      log.call('focus()', {
        parent: click.span,
        ends: { error: error('NotFoundError', 'The client was not found.') },
      });
    },
    found: [['D31', 'error', /window is gone/]],
  },
  {
    kind: 'the click',
    told: 'first navigate(), which works, then a window after twelve seconds of waiting',
    write(log) {
      const click = log.event('notificationclick', { lasts: 13_000, ends: { extensions: fulfilled } });
      log.call('navigate()', { parent: click.span });
      log.call('clients.openWindow()', {
        parent: click.span,
        after: 12_000,
        ends: { error: error('InvalidAccessError', 'Not allowed to open a window.') },
      });
    },
    found: [['D31', 'error', /too long ago/]],
  },
  {
    kind: 'bug or network',
    told: 'the body of a request is read twice, in Firefox',
    write(log) {
      const wrong = error('TypeError', 'WorkerGlobalScope.fetch: Body has already been consumed.');
      log.event('sync', { instanceId: 'notes', ends: rejected(wrong) });
    },
    found: [
      ['D6', 'error', /already been consumed.*programming error/],
      ['D23', 'info', /already been consumed/],
    ],
  },
  {
    kind: 'bug or network',
    told: 'no network, in Safari',
    write(log) {
      log.event('sync', {
        instanceId: 'notes',
        ends: rejected(error('TypeError', 'The network connection was lost.')),
      });
    },
    found: [
      ['D6', 'info', /network connection/],
      ['D23', 'info', /network connection/],
    ],
  },
  {
    kind: 'bug or network',
    told: 'a typo',
    write(log) {
      log.event('sync', {
        instanceId: 'notes',
        ends: rejected(error('ReferenceError', 'fecth is not defined')),
      });
    },
    found: [
      ['D6', 'error', /fecth.*trying again will not help/],
      ['D23', 'info', /fecth/],
    ],
  },
  {
    kind: 'renamed',
    told: 'a number of the build in a folder, rolled back once',
    write(log) {
      for (const [at, name] of ['v1041/sw.js', 'v1042/sw.js', 'v1041/sw.js'].entries())
        log.write('Worker started', { boot: `d${at}`, scriptURL: `https://app.example/${name}` });
    },
    found: [],
  },
  {
    kind: 'renamed',
    told: 'moved from a plain name into a build folder, once',
    write(log) {
      for (const [at, name] of ['sw.js', 'build/a81bc81b/sw.js', 'build/dead4ead/sw.js'].entries())
        log.write('Worker started', { boot: `d${at}`, scriptURL: `https://app.example/${name}` });
    },
    found: [['D15', 'info', /renames the worker/]],
  },
  {
    kind: 'renamed',
    told: 'the SDK of a push service and the app register at each load',
    write(log) {
      for (let at = 0; at < 6; at++)
        log.write('Worker started', {
          boot: `d${at}`,
          after: MINUTE,
          scriptURL: `https://app.example/${at % 2 ? 'OneSignalSDKWorker.js' : 'service-worker.js'}`,
        });
    },
    found: [['D15', 'error', /OneSignalSDKWorker/]],
  },
  // Thresholds within reach.
  {
    kind: 'patience',
    told: 'every 12 hours, nothing for two days',
    write(log) {
      log.call('periodicSync.register()', {
        ...page,
        instanceId: 'feed',
        metadata: { minInterval: `${12 * HOUR}` },
      });
      for (let day = 0; day < 2; day++) log.write('Storage state', { ...page, after: 24 * HOUR });
    },
    found: [['D29', 'warning', /2 days ago/]],
  },
  {
    kind: 'patience',
    told: 'once a week: after three days nothing can be said',
    write(log) {
      log.call('periodicSync.register()', {
        ...page,
        instanceId: 'feed',
        metadata: { minInterval: `${168 * HOUR}` },
      });
      log.write('Storage state', { ...page, after: 71 * HOUR });
    },
    found: [],
  },
  {
    kind: 'patience',
    told: 'registered at each visit, fires once a day',
    write(log) {
      for (let day = 0; day < 3; day++) {
        log.call('periodicSync.register()', {
          ...page,
          instanceId: 'feed',
          after: 12 * HOUR,
          metadata: { minInterval: `${24 * HOUR}` },
        });
        log.event('periodicsync', { instanceId: 'feed', after: 10 * HOUR, ends: { extensions: fulfilled } });
      }
    },
    found: [],
  },
  // Arguments, propagation, answers.
  ...(['push', 'notificationclick', 'sync'] as const).map(
    (type: EventType): Story => ({
      kind: 'a function',
      told: `waitUntil(async () => …) in a ${type} handler`,
      write(log) {
        const extensions = [
          { method: 'waitUntil', at: 0, state: 'fulfilled', settled: 0, given: 'function' },
        ] as const;
        log.event(type, {
          instanceId: 'x',
          ends: type === 'push' ? { ...silent, extensions } : { extensions },
        });
      },
      found: [type === 'push' ? ['D1', 'error', /given a function/] : ['D40', 'error', /given a function/]],
    }),
  ),
  {
    kind: 'swallowed',
    told: 'three listeners, the first one stops it, nothing opens',
    write(log) {
      log.write('Worker started');
      log.event('notificationclick', {
        begins: { listeners: 3, action: '' },
        ends: { extensions: fulfilled, stopped: true },
      });
    },
    found: [['D47', 'warning', /One of 3 notificationclick listeners/]],
  },
  {
    kind: 'swallowed',
    told: 'the library focuses the page that is open',
    write(log) {
      log.write('Worker started');
      const click = log.event('notificationclick', {
        lasts: 50,
        begins: { listeners: 2 },
        ends: { extensions: fulfilled, stopped: true },
      });
      log.call('focus()', { parent: click.span });
    },
    found: [],
  },
  {
    kind: 'swallowed',
    told: 'a button that mutes, handled by the first listener',
    write(log) {
      log.write('Worker started');
      log.event('notificationclick', {
        begins: { listeners: 2, action: 'mute' },
        ends: { extensions: fulfilled, stopped: true },
      });
    },
    found: [],
  },
  {
    kind: 'payment',
    told: 'details as a string',
    write(log) {
      log.write('Payment response', {
        service: 'paymentHandler',
        metadata: { Type: 'PAYMENT_DETAILS_NOT_OBJECT' },
      });
    },
    found: [['D45', 'error', /details that are no object/]],
  },
  {
    kind: 'payment',
    told: 'the merchant wants an e-mail address',
    write(log) {
      log.write('Payment response', { service: 'paymentHandler', metadata: { Type: 'PAYER_EMAIL_EMPTY' } });
    },
    found: [['D45', 'error', /payerEmail/]],
  },
  {
    kind: 'payment',
    told: 'the window was closed',
    write(log) {
      log.write('Payment response', {
        service: 'paymentHandler',
        metadata: { Type: 'PAYMENT_HANDLER_WINDOW_CLOSING' },
      });
    },
    found: [],
  },
  // What took the subscription along.
  {
    kind: 'subscription gone',
    told: 'a clean-up script in the page unregisters everything, and the page registers again',
    write(log) {
      log.write('Push subscription state', state(subscription));
      log.call('unregister()', { ...page, begins: { scope: 'https://app.example/' }, after: MINUTE });
      log.write('Push subscription state', { ...state(null), boot: 'tab-2', after: MINUTE });
    },
    found: [['D18', 'error', /unregister\(\) was called by a page/]],
  },
  {
    kind: 'subscription gone',
    told: 'a kill switch: the worker unregisters itself; the next worker subscribes anew',
    write(log) {
      log.write('Push subscription state', state(subscription));
      log.call('unregister()', { begins: { scope: 'https://app.example/' }, after: MINUTE });
      log.write('Push subscription state', { ...state(null), after: MINUTE });
      log.call('pushManager.subscribe()', { ...page, ends: { subscription } });
    },
    found: [['D18', 'warning', /unregister\(\) was called by the worker/]],
  },
  {
    kind: 'subscription gone',
    told: 'the person takes the permission away in the settings',
    write(log) {
      const asked = { ...page, service: 'notifications' } as const;
      log.write('Permission state', { ...asked, detail: { permission: 'granted' } });
      log.write('Push subscription state', state(subscription));
      log.write('Push subscription state', { ...state(null), boot: 'tab-2', after: HOUR });
      log.write('Permission state', { ...asked, boot: 'tab-2', detail: { permission: 'denied' } });
    },
    found: [['D18', 'error', /from "granted" to "denied"/]],
  },
  // Downloads.
  ...(
    [
      ['404', 'BAD_STATUS', /part-1\.mp3 was answered with 404/],
      ['503', 'BAD_STATUS', /part-1\.mp3 was answered with 503/],
      [undefined, 'FETCH_ERROR', /part-1\.mp3 got no answer|A request failed/],
    ] as const
  ).map(
    ([status, reason, says]): Story => ({
      kind: 'download',
      told: `one of two parts fails: ${status ?? reason}`,
      write(log) {
        const at = { service: 'backgroundFetch', span: 'download', instanceId: 'episode' } as const;
        const metadata = { 'Event Type': 'BackgroundFetchFailEvent', 'Failure Reason': reason };
        log.write('Background Fetch completed', { ...at, metadata, detail: { phase: 'start' } });
        for (const [part, answered] of ['200', status].entries())
          if (answered)
            log.write('Request processing completed', {
              ...at,
              metadata: { URL: `https://cdn.example/part-${part}.mp3`, 'Response Status': answered },
            });
        log.write('backgroundfetchfail event completed', { ...at, detail: { phase: 'end', outcome: 'ok' } });
      },
      found: [['D30', 'error', says]],
    }),
  ),
];
