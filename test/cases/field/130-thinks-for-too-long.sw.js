addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('push', (event) => {
  event.waitUntil(registration.showNotification(event.data?.text() ?? 'News'));
});
addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(
    new Promise((done) => setTimeout(done, 12000)).then(() => clients.openWindow('/offer')).catch(() => {}),
  );
});
