addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('sync', (event) => event.waitUntil(flush()));
async function flush() {
  // biome-ignore lint/correctness/noUnusedVariables: that is the bug of this case
  const answer = await fetch('/outbox', { method: 'POST', body: '[]' });
  if (!anwser.ok) throw new Error('refused');
}
