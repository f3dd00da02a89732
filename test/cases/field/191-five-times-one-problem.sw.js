addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('push', (event) => {
  event.waitUntil(Promise.resolve(undefined).then((words) => registration.showNotification(words.title)));
});
