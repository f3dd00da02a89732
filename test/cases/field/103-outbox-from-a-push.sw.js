addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('push', (event) => {
  event.waitUntil(
    (async () => {
      await registration.showNotification('Mail');
      try {
        await registration.sync.register('outbox');
      } catch {}
    })(),
  );
});
addEventListener('sync', () => {});
