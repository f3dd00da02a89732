addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('push', (event) =>
  event.waitUntil(
    (async () => {
      await registration.showNotification('Ada is calling');
      try {
        await clients.openWindow('/call');
      } catch {
        // Then by the click.
      }
    })(),
  ),
);
