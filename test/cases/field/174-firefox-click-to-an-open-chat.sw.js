addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('push', (event) => {
  event.waitUntil(registration.showNotification(event.data?.text() ?? 'News'));
});
addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(
    clients
      .matchAll({ type: 'window' })
      .then(([window]) => (window ? window.focus() : clients.openWindow('/'))),
  );
});
