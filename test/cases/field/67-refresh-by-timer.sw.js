addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
setTimeout(() => fetch('/list.json').then((answer) => answer.json()), 50);
addEventListener('sync', (event) => event.waitUntil(new Promise((resolve) => setTimeout(resolve, 400))));
