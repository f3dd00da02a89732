addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
addEventListener('push', (event) => {
  event.waitUntil([wait(1500).then(() => registration.showNotification('Hi')), wait(10)]);
});
