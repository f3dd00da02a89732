addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('canmakepayment', (event) => event.respondWith(true));
addEventListener('paymentrequest', (event) => {
  const methodName = event.methodData[0].supportedMethods;
  event.respondWith(Promise.resolve({ methodName, details: JSON.stringify({ token: 'abc' }) }));
});
