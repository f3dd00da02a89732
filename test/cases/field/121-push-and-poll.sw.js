addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
const announce = () => registration.showNotification('Mail from Ada', { body: 'Lunch?' });
addEventListener('push', (event) => event.waitUntil(announce()));
addEventListener('sync', (event) => event.waitUntil(announce()));
