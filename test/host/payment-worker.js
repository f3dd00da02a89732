// The payment handler's own part of its service worker. The amount says what it does.

addEventListener('install', () => skipWaiting());
addEventListener('canmakepayment', (event) => event.respondWith(true));
addEventListener('abortpayment', (event) => event.respondWith(true));

addEventListener('paymentrequest', (event) => {
  const amount = event.total.value;
  const answer = { methodName: event.methodData[0].supportedMethods, details: { token: 'abc' } };
  if (amount === '2.00') event.respondWith(Promise.reject(new Error('declined')));
  else if (amount === '3.00') event.respondWith(new Promise(() => {}));
  else if (amount === '4.00') return;
  else if (amount === '5.00') {
    event.respondWith(event.changePaymentMethod(answer.methodName, { z: 1 }).then(() => answer));
  } else event.respondWith(Promise.resolve(answer));
});
