/** Each worker, and a push as its own service sends it. */
export const APPS = {
  plain: { title: 'Hello', body: 'Plain' },
  workbox: { title: 'Hello', body: 'Workbox' },
  serwist: { title: 'Hello', body: 'Serwist' },
  angular: { notification: { title: 'Hello', body: 'Angular' } },
  firebase: { from: '1', fcmMessageId: 'a', notification: { title: 'Hello', body: 'Firebase' } },
  pusher: {
    notification: { title: 'Hello', body: 'Pusher' },
    data: { pusher: { instanceId: 'i', publishId: 'p', hasDisplayableContent: true } },
  },
};

/**
 * How a push handler is broken on purpose: what is done to each that is added, before anything else of the worker runs.
 */
export const BREAKS = {
  thrown: "add('push', () => { throw new TypeError('broken on purpose'); });",
  silent: "add('push', () => {});",
  // Added once the start-up is over: the push that starts the worker finds nobody.
  late: 'setTimeout(() => add(type, handler, more), 1000);',
  // First a pause, then waitUntil(), for which it is too late by then.
  order:
    "add('push', async (event) => { await new Promise((go) => setTimeout(go, 20)); event.waitUntil(self.registration.showNotification('Hello')); });",
};
