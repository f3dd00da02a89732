// Takes payments, and knows nothing of Offstage.
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('canmakepayment', (event) => event.respondWith(true));
self.addEventListener('paymentrequest', (event) =>
  event.respondWith({ methodName: event.methodData[0].supportedMethods, details: { paid: true } }),
);
