addEventListener('sync', (event) => {
  const thenable = Object.create(null);
  // biome-ignore lint/suspicious/noThenProperty: it is a thenable
  thenable.then = (resolve) => {
    seen('then');
    resolve();
  };
  event.waitUntil(thenable);
});
