addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
async function fetchRecording() {
  await registration.showNotification('A new recording');
  await registration.backgroundFetch.fetch('recording', '/blob?n=5000', { title: 'Recording' });
}
addEventListener('push', (event) => event.waitUntil(fetchRecording()));
