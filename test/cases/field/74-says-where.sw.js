addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('push', (event) => {
  const message = event.data.json();
  if (message.kind === 'ping') return;
  event.waitUntil(registration.showNotification(message.title));
});
