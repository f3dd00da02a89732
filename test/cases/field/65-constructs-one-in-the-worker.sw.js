addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
function show(title, options) {
  try {
    return new Notification(title, options);
  } catch {
    return undefined;
  }
}
addEventListener('push', (event) => {
  const { title, ...options } = event.data.json();
  show(title, options);
});
