addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('push', (event) => {
  setTimeout(() => undefined.draw(), 100);
  event.waitUntil(
    new Promise((resolve) => setTimeout(resolve, 400)).then(() =>
      registration.showNotification(event.data.text()),
    ),
  );
});
