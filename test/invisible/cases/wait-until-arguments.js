addEventListener('sync', (event) => {
  seen(event.waitUntil(7), event.waitUntil(undefined), event.waitUntil(Promise.resolve()));
  try {
    event.waitUntil();
  } catch (error) {
    seen(error.name, error.message);
  }
  for (const self of [{}, null, new Event('x')]) {
    try {
      event.waitUntil.call(self, Promise.resolve());
    } catch (error) {
      seen(error.name, error.message);
    }
  }
});
