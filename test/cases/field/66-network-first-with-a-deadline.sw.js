addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('install', (event) =>
  event.waitUntil(caches.open('v1').then((cache) => cache.add('/kept.json'))),
);
addEventListener('fetch', (event) => {
  if (!event.request.url.endsWith('/news.json')) return;
  const fresh = fetch(event.request, { signal: AbortSignal.timeout(150) });
  event.respondWith(
    Promise.race([fresh, new Promise((resolve) => setTimeout(resolve, 80))]).then(
      (answer) => answer ?? caches.match('/kept.json'),
      () => caches.match('/kept.json'),
    ),
  );
  // Kept for the next time.
  fresh.then((answer) => caches.open('v1').then((cache) => cache.put('/news.json', answer)));
});
addEventListener('push', (event) => event.waitUntil(registration.showNotification(event.data.text())));
