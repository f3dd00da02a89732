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
  else if (amount === '7.00') event.respondWith(Promise.resolve({ ...answer, methodName: '' }));
  else if (amount === '5.00') {
    event.respondWith(event.changePaymentMethod(answer.methodName, { z: 1 }).then(() => answer));
  } else if (amount === '6.00')
    event.respondWith(ship(event).then((shipping) => ({ ...answer, ...shipping })));
  else event.respondWith(Promise.resolve(answer));
});

async function ship(event) {
  const shippingAddress = {
    country: 'DE',
    addressLine: ['Hof 1', 'Haus 2'],
    region: 'Hessen',
    city: 'Kassel',
    dependentLocality: 'Mitte',
    postalCode: '34117',
    sortingCode: 'S1',
    organization: 'Verein',
    recipient: 'Kim',
    phone: '+495611',
  };
  await event.changeShippingOption('express');
  // The merchant refuses it, and nothing more can be changed after that.
  await event.changeShippingAddress(shippingAddress);
  return { shippingAddress, shippingOption: 'express' };
}
