document.querySelector('#buy').addEventListener('click', async () => {
  const request = new PaymentRequest([{ supportedMethods: 'https://pay.example/pay.json' }], {
    total: { label: 'All', amount: { currency: 'EUR', value: '1.00' } },
  });
  const response = await request.show();
  await response.complete('success');
});
