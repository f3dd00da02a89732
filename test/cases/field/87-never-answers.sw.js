addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('sync', (event) => event.waitUntil(new Promise(() => {})));
