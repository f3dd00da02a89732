addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('backgroundfetchfail', (event) => event.waitUntil(Promise.resolve()));
addEventListener('backgroundfetchsuccess', (event) => event.waitUntil(Promise.resolve()));
