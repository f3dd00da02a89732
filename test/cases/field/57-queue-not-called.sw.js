addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
async function sendQueue() {
  await fetch('/queue', { method: 'POST', body: '[]' });
}
addEventListener('sync', (event) => {
  if (event.tag === 'queue') event.waitUntil(sendQueue);
});
