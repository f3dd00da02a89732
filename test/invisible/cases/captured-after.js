const { waitUntil } = ExtendableEvent.prototype;
const { addEventListener: add } = self;
add.call(self, 'sync', (event) => {
  seen(waitUntil.call(event, Promise.resolve()));
  if (event.tag === 'second') waitUntil.call(event, Promise.reject(new Error('late capture')));
});
