addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('push', (event) => event.waitUntil(registration.showNotification('Order 12')));

async function show(path) {
  const [open] = await clients.matchAll({ type: 'window' });
  try {
    await open.navigate(path);
    await open.focus();
  } catch {
    await clients.openWindow(path).catch(() => null);
  }
}
addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(show('/orders/12'));
});
