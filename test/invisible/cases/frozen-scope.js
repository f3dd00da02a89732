// No property can be added to the scope any more, nor changed.
try {
  seen(Object.isFrozen(Object.freeze(self)));
} catch (error) {
  seen(error.name);
}
Object.preventExtensions(self);
// ---- the plugin is loaded here ----
seen(Object.isExtensible(self));
addEventListener('sync', (event) => {
  seen(event.tag);
  event.waitUntil(Promise.resolve());
});
