addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('notificationclick', (event) => {
  event.stopPropagation();
  event.waitUntil(fetch('/clicks', { method: 'POST' }));
});
addEventListener('push', (event) => event.waitUntil(registration.showNotification(event.data.text())));
addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(clients.openWindow('/inbox'));
});
