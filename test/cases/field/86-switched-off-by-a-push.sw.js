// {{plugin}}
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('push', (event) => {
  const message = event.data.json();
  if (message.reset)
    event.waitUntil(registration.showNotification('Updated').then(() => registration.unregister()));
  else event.waitUntil(registration.showNotification(message.title));
});
