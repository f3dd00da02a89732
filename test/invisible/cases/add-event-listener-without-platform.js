// A host that keeps listeners itself, and gives the platform a single one per type.
const native = EventTarget.prototype.addEventListener;
const listeners = new Map();
EventTarget.prototype.addEventListener = function addEventListener(type, listener) {
  if (this !== undefined && this !== self) return native.call(this, type, listener);
  if (!listeners.has(type)) {
    listeners.set(type, []);
    native.call(self, type, (event) => {
      for (const each of listeners.get(type)) each.call(self, event);
    });
  }
  listeners.get(type).push(listener);
};
// ---- the plugin is loaded here ----
addEventListener('sync', (event) => {
  seen(
    event.tag,
    [...listeners.keys()].filter((type) => type === 'sync'),
  );
  event.waitUntil(Promise.resolve());
});
