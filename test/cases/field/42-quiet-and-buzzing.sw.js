addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
async function show(message) {
  try {
    await registration.showNotification(message.title, {
      body: message.body,
      silent: message.night,
      vibrate: [80, 40],
    });
  } catch (error) {
    // An old browser without options, we thought.
    await Promise.resolve(error);
  }
}
addEventListener('push', (event) => event.waitUntil(show(event.data.json())));
