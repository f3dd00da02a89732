addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('push', (event) =>
  event.waitUntil(registration.showNotification('Match', { actions: [{ action: 'mute', title: 'Mute' }] })),
);
addEventListener('notificationclick', (event) => {
  if (event.action) return;
  event.stopImmediatePropagation();
  event.waitUntil(clients.openWindow('/'));
});
addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(fetch('/mute', { method: 'POST' }));
});
