addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('push', (event) => {
  event.waitUntil(
    event.data.json().forEach(async (title) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await registration.showNotification(title);
    }),
  );
});
