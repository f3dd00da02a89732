addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('backgroundfetchfail', (event) => event.waitUntil(event.updateUI({ title: 'No film' })));
