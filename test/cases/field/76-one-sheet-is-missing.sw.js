addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('push', () => {});
addEventListener('backgroundfetchsuccess', (event) => event.waitUntil(event.updateUI({ title: 'Here' })));
addEventListener('backgroundfetchfail', (event) =>
  event.waitUntil(event.updateUI({ title: 'Not all of it' })),
);
