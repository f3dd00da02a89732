// Knows nothing of Offstage.
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('push', (event) => {
  const { title, body } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body, tag: 'news' }));
});
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow('/?from=notification'));
});
self.addEventListener('sync', (event) => event.waitUntil(fetch('/manifest.json')));
self.addEventListener('backgroundfetchsuccess', (event) =>
  event.waitUntil(event.updateUI({ title: 'Done' })),
);
self.addEventListener('notificationclose', (event) => event.waitUntil(fetch('/manifest.json')));
self.addEventListener('periodicsync', (event) => event.waitUntil(fetch('/manifest.json')));
