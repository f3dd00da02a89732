// An app's own worker, for those that only watch: it does a bit of everything, and does it wrong as well.
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('push', (event) => {
  const what = event.data.text();
  seen('push', what);
  if (what === 'throw') throw new TypeError('thrown');
  if (what === 'reject') event.waitUntil(Promise.reject(new RangeError('rejected')));
  else
    event.waitUntil(
      new Promise((resolve) => setTimeout(resolve, 5)).then(() => registration.showNotification(what)),
    );
});
addEventListener('push', { handleEvent: (event) => seen('once', event.data.text()) }, { once: true });
self.onpush = (event) => seen('onpush', event.data.text());
addEventListener('notificationclick', (event) => {
  seen('click', event.notification.title);
  event.notification.close();
  event.waitUntil(clients.openWindow('page.html').then((client) => seen('opened', client !== null)));
});
addEventListener('sync', (event) => {
  const work = async () => {
    await fetch('data.json');
    if (event.tag === 'fail') throw new Error('sync failed');
    event.waitUntil(Promise.resolve());
  };
  event.waitUntil(work().finally(() => seen('sync', event.tag)));
});
