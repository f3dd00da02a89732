addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
const asked = new Promise((resolve) => {
  addEventListener('message', (event) =>
    registration.showNotification(event.data.text, { icon: '/icon.png' }).then(resolve),
  );
});
// A long one, which goes on until the page has asked for something.
addEventListener('push', (event) =>
  event.waitUntil(asked.then(() => registration.showNotification('New order', { body: event.data.text() }))),
);
