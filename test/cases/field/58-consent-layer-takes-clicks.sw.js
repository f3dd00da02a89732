addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
// Of the consent layer, loaded before the app.
self.onnotificationclick = (event) => {
  event.stopImmediatePropagation();
  event.waitUntil(fetch('/consent/seen', { method: 'POST' }));
};
addEventListener('push', (event) => event.waitUntil(registration.showNotification(event.data.text())));
addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(clients.openWindow('/inbox'));
});
