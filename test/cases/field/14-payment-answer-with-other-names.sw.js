addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('canmakepayment', (event) => event.respondWith(true));
// The amount says what is wrong with the answer.
const ANSWERS = {
  '7.00': (name) => ({ supportedMethod: name, result: { id: 1 } }),
  '8.00': (name) => ({ methodName: name, result: { id: 1 } }),
  '9.00': (name) => ({ methodName: name, details: { id: 1 } }),
};
addEventListener('paymentrequest', (event) => {
  const answer = ANSWERS[event.total.value](event.methodData[0].supportedMethods);
  event.respondWith(Promise.resolve(answer));
});
