addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
// Of the metrics script, loaded before the app.
addEventListener('push', (event) => {
  event.stopImmediatePropagation();
  event.waitUntil(fetch('/metrics', { method: 'POST' }));
});
addEventListener('push', (event) => event.waitUntil(registration.showNotification(event.data.text())));
