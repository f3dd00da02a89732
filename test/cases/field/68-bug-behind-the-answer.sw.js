addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  if (!event.request.url.endsWith('/list.json')) return;
  const fresh = fetch(event.request);
  event.respondWith(fresh.then((answer) => answer.clone()));
  fresh.then((answer) => caches.open('v1').then((cache) => cache.store('/list.json', answer)));
});
