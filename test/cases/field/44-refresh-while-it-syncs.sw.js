addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
let asked = 0;
let goOn;
const refreshed = new Promise((resolve) => {
  goOn = resolve;
});
addEventListener('fetch', (event) => {
  if (!event.request.url.endsWith('/prices.json')) return;
  const fresh = fetch(event.request);
  asked += 1;
  if (asked === 3) setTimeout(goOn, 500);
  event.respondWith(caches.match('/shell.json').then((kept) => kept ?? fresh));
});
addEventListener('install', (event) =>
  event.waitUntil(caches.open('v1').then((cache) => cache.add('/shell.json'))),
);
// A long one, still there when the last refresh has failed.
addEventListener('sync', (event) => event.waitUntil(refreshed));
