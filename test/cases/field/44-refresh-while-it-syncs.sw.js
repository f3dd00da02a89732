addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  if (!event.request.url.endsWith('/prices.json')) return;
  const fresh = fetch(event.request);
  event.respondWith(caches.match('/shell.json').then((kept) => kept ?? fresh));
});
addEventListener('install', (event) =>
  event.waitUntil(caches.open('v1').then((cache) => cache.add('/shell.json'))),
);
addEventListener('sync', (event) => event.waitUntil(new Promise((resolve) => setTimeout(resolve, 4000))));
