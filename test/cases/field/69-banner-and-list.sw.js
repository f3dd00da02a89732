addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('push', (event) => {
  const { title, body, id } = event.data.json();
  event.waitUntil(
    Promise.all([
      registration.showNotification(title, { body, tag: `alarm-${id}` }),
      registration.showNotification(title, { body, tag: 'newest' }),
    ]),
  );
});
