// The scope has an `addEventListener` of its own, which stands before the platform's.
const native = EventTarget.prototype.addEventListener;
const kept = [];
self.addEventListener = (type, listener, options) => {
  kept.push(type);
  return native.call(self, type, listener, options);
};
seen(Object.getOwnPropertyNames(self).includes('addEventListener'));
// ---- the plugin is loaded here ----
addEventListener('sync', (event) => {
  event.waitUntil(Promise.resolve());
  seen(event.tag, kept);
});
seen(self.addEventListener.name, kept);
