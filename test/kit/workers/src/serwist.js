import { Serwist } from 'serwist';

const serwist = new Serwist({
  precacheEntries: [{ url: '/index.html', revision: '1' }],
  skipWaiting: true,
  clientsClaim: true,
});
serwist.addEventListeners();
self.addEventListener('push', (event) => {
  const { title, body } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body }));
});
