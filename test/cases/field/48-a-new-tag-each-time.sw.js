addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
let round = 0;
addEventListener('sync', (event) => {
  if (!event.tag.startsWith('upload')) return;
  event.waitUntil(
    fetch('/photos', { method: 'POST', body: 'x' })
      .then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
      })
      .catch(() => (round < 12 ? registration.sync.register(`upload-${++round}`) : undefined)),
  );
});
