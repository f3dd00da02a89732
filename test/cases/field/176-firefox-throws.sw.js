addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('push', (event) => {
  const { title } = event.data.json();
  event.waitUntil(registration.showNotification(title));
});
