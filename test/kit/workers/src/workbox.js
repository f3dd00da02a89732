import { precacheAndRoute } from 'workbox-precaching';

precacheAndRoute([{ url: '/index.html', revision: '1' }]);
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('push', (event) => {
  const { title, body } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body }));
});
