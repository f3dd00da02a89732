addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('message', (event) => registration.showNotification(event.data.text, { icon: '/icon.png' }));
addEventListener('push', (event) =>
  event.waitUntil(
    new Promise((resolve) => setTimeout(resolve, 1500)).then(() =>
      registration.showNotification('New order', { body: event.data.text() }),
    ),
  ),
);
