addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('message', (event) => {
  // Lost when there is no network, and that is fine.
  if (event.data.hit) fetch('/hits', { method: 'POST', body: event.data.hit });
});
