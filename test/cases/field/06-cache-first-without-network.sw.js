// The cached answer goes out, a newer one is fetched for next time, and nobody waits for that.
self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open('shell').then((shell) => shell.add('/guide.html')));
});
self.addEventListener('activate', (event) => event.waitUntil(clients.claim()));
self.addEventListener('fetch', (event) => {
  if (!event.request.url.endsWith('/guide.html')) return;
  const newer = fetch(event.request);
  event.respondWith(caches.match('/guide.html').then((kept) => kept || newer));
});
