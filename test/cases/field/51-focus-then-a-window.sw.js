addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('push', (event) =>
  event.waitUntil(registration.showNotification('Invoice', { data: '/invoice/5' })),
);
addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(
    (async () => {
      const [tab] = await clients.matchAll({ type: 'window', includeUncontrolled: true });
      if (tab) await tab.focus();
      await clients.openWindow(event.notification.data).catch((error) => console.warn(error));
    })(),
  );
});
