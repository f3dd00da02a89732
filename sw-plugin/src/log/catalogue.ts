import type { Service } from './entry.ts';

export interface ServiceEvents {
  /** The panel's name in DevTools' sidebar. */
  readonly title: string;
  readonly browser: readonly string[];
  readonly own: readonly string[];
}

/** Names that any service can have: of its lifetimes, of a person's switch, and of what the log lost. */
const OF_ANY: readonly string[] = [
  'waitUntil() called late',
  'Recording started',
  'Recording stopped',
  'Entries lost before upload',
];

/** Names that every service with a permission has. */
const PERMISSION = 'Permission state';

/**
 * Every event name that the log can hold.
 *
 * `browser` names are Chromium's, letter for letter (content/browser/**, see the source link of each service file);
 * `own` names are ours, for what the browser's recorder does not log. Calls are always a pair: `X called`, then a
 * browser name or `X fulfilled`, or `X rejected`. A pair without its second half never settled.
 */
export const CATALOGUE: Readonly<Record<Service, ServiceEvents>> = {
  backgroundFetch: {
    title: 'Background fetch',
    browser: [
      'Background Fetch registered',
      'Background Fetch resuming after browser restart',
      'Background Fetch started',
      'Request processing started',
      'Request processing completed',
      'Background Fetch completed',
    ],
    own: [
      ...OF_ANY,
      PERMISSION,
      'backgroundFetch.fetch() called',
      'backgroundFetch.fetch() fulfilled',
      'backgroundFetch.fetch() rejected',
      'Background Fetch progress',
      'abort() called',
      'abort() fulfilled',
      'abort() rejected',
      'updateUI() called',
      'updateUI() fulfilled',
      'updateUI() rejected',
      'backgroundfetchsuccess event completed',
      'backgroundfetchfail event completed',
      'backgroundfetchabort event completed',
      'backgroundfetchclick event dispatched',
      'backgroundfetchclick event completed',
    ],
  },
  backgroundSync: {
    title: 'Background sync',
    browser: [
      'Registered sync',
      'Dispatched sync event',
      'sync event failed',
      'Sync completed',
      'Sync event reregistered',
    ],
    own: [
      ...OF_ANY,
      PERMISSION,
      'Sync retried',
      'sync.register() called',
      'sync.register() fulfilled',
      'sync.register() rejected',
    ],
  },
  notifications: {
    title: 'Notifications',
    browser: [
      'Notification displayed',
      'Notification scheduled',
      'Notification clicked',
      'Notification closed',
    ],
    own: [
      ...OF_ANY,
      'showNotification() called',
      'showNotification() rejected',
      'notificationclick event completed',
      'notificationclose event completed',
      'new Notification() called',
      'new Notification() threw',
      'Page notification shown',
      'Page notification clicked',
      'Page notification closed',
      'Page notification failed',
      'Notification.requestPermission() called',
      'Notification.requestPermission() fulfilled',
      'Notification.requestPermission() rejected',
      PERMISSION,
    ],
  },
  paymentHandler: {
    title: 'Payment handler',
    browser: [
      'Can make payment',
      'Can make payment response',
      'Payment request',
      'Payment response',
      'Abort payment',
      'Abort payment response',
      'Install payment handler',
      'Install payment handler result',
      'Change payment method',
      'Change shipping option',
      'Change shipping address',
      'Update with',
    ],
    own: [
      ...OF_ANY,
      PERMISSION,
      'changePaymentMethod() fulfilled',
      'changePaymentMethod() rejected',
      'changeShippingOption() fulfilled',
      'changeShippingOption() rejected',
      'changeShippingAddress() fulfilled',
      'changeShippingAddress() rejected',
      'openWindow() called',
      'openWindow() fulfilled',
      'openWindow() rejected',
    ],
  },
  periodicBackgroundSync: {
    title: 'Periodic background sync',
    browser: [
      'Got next event delay',
      'Registered periodicsync',
      'Dispatched periodicsync event',
      'periodicsync event completed',
      'periodicsync event failed',
      'Sync event reregistered',
      'Unregistered periodicsync',
    ],
    own: [
      ...OF_ANY,
      'periodicSync.register() called',
      'periodicSync.register() rejected',
      'periodicSync.unregister() called',
      'periodicSync.unregister() fulfilled',
      'periodicSync.unregister() rejected',
      PERMISSION,
    ],
  },
  pushMessaging: {
    title: 'Push messaging',
    browser: [
      'Push message received',
      'Push event dispatched',
      'Push event completed',
      'Unsubscribed due to error',
      'Generic notification shown',
    ],
    own: [
      ...OF_ANY,
      'pushManager.subscribe() called',
      'pushManager.subscribe() fulfilled',
      'pushManager.subscribe() rejected',
      'unsubscribe() called',
      'unsubscribe() fulfilled',
      'unsubscribe() rejected',
      'No notification shown',
      'Push message identified',
      'Push device identified',
      'Push subscription state',
      'pushsubscriptionchange event dispatched',
      'pushsubscriptionchange event completed',
      PERMISSION,
    ],
  },
  reporting: {
    title: 'Reporting API',
    browser: [],
    own: ['Report observed', 'Reporting endpoints'],
  },
  serviceWorker: {
    title: 'Service worker',
    browser: [],
    own: [
      ...OF_ANY,
      'Worker started',
      'install event dispatched',
      'install event completed',
      'activate event dispatched',
      'activate event completed',
      'Uncaught error',
      'Unhandled rejection',
      'Listener added after start-up',
      'Plugin loaded late',
      'clients.openWindow() called',
      'clients.openWindow() fulfilled',
      'clients.openWindow() rejected',
      'focus() called',
      'focus() fulfilled',
      'focus() rejected',
      'navigate() called',
      'navigate() fulfilled',
      'navigate() rejected',
      'register() called',
      'register() fulfilled',
      'register() rejected',
      'unregister() called',
      'unregister() fulfilled',
      'unregister() rejected',
      'Registration state',
      'Storage state',
    ],
  },
};

/** The services in the order of DevTools' sidebar; `serviceWorker`, which has no panel there, comes last. */
export const SERVICES: readonly Service[] = Object.keys(CATALOGUE) as Service[];
