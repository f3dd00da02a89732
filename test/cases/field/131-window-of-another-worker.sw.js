addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('push', (event) => {
  event.waitUntil(registration.showNotification(event.data?.text() ?? 'News'));
});
addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(
    (async () => {
      const [window] = await clients.matchAll({ type: 'window', includeUncontrolled: true });
      try {
        await window.navigate('/rooms/5');
      } catch {}
    })(),
  );
});
