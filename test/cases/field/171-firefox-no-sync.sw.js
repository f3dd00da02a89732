addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('push', (event) => {
  event.waitUntil(registration.showNotification(event.data?.text() ?? 'News'));
});
