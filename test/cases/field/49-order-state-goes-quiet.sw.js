addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('push', (event) => {
  const { state, order } = event.data.json();
  event.waitUntil(registration.showNotification(`Order ${order}`, { body: state, tag: `order-${order}` }));
});
