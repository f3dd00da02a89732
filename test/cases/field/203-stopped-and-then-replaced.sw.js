skipWaiting();
addEventListener('push', (event) => {
  const { hangs } = event.data.json();
  event.waitUntil(hangs ? new Promise(() => {}) : registration.showNotification('News'));
});
