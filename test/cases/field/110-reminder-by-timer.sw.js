addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('message', ({ data }) => {
  if (data === 'remind') setTimeout(() => registration.showNotification('Tea is ready'), 500);
});
