addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('sync', (event) =>
  event.waitUntil(
    fetch('/send', { method: 'POST' }).then((answer) => {
      if (!answer.ok) throw new Error(`Not sent: ${answer.status}`);
    }),
  ),
);
