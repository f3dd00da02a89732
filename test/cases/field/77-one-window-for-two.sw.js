addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('push', (event) => event.waitUntil(registration.showNotification('2 orders')));
addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(
    (async () => {
      await clients.openWindow('/orders/1');
      await clients.openWindow('/orders/2').catch(() => undefined);
    })(),
  );
});
