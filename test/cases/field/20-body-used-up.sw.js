addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
// The same Request twice: its body is gone with the first.
const form = () => new Request('/entries', { method: 'POST', body: 'milk' });
let kept;

async function replay() {
  kept ??= form();
  let { ok } = await fetch(kept);
  if (!ok) ({ ok } = await fetch(kept));
  if (!ok) throw new Error('not taken');
}
addEventListener('sync', (event) => event.waitUntil(replay()));
