addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('push', (event) =>
  event.waitUntil(registration.showNotification('Pay', { data: event.data.text() })),
);
addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(
    (async () => {
      const [tab] = await clients.matchAll({ type: 'window', includeUncontrolled: true });
      await tab.focus();
      await tab.navigate('https://').catch(() => undefined);
    })(),
  );
});
