addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('sync', (event) => event.waitUntil(new Promise((done) => setTimeout(done, 1500))));
addEventListener('fetch', (event) => {
  if (!event.request.url.endsWith('/film')) return;
  event.respondWith(
    (async () => {
      const answer = new Response('x', { status: 206 });
      caches.open('films').then((cache) => cache.put(event.request, answer.clone()));
      return answer;
    })(),
  );
});
