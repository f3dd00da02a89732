addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('push', (event) => {
  event.waitUntil(setTimeout(() => registration.showNotification(event.data.text()), 300));
});
