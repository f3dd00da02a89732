Object.preventExtensions(self);
seen(Object.isExtensible(self));
addEventListener('sync', (event) => {
  seen(event.tag);
  event.waitUntil(event.tag === 'first' ? Promise.resolve() : Promise.reject(new TypeError('the own one')));
});
