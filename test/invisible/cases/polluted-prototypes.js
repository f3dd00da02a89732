// What libraries of another time left on every object.
Object.prototype.extra = function extra() {
  return this;
};
Object.prototype.then_ = 1;
Object.prototype.writable = false;
Object.prototype.set = undefined;
Array.prototype.last = function last() {
  return this[this.length - 1];
};
Promise.prototype.done = function done() {};
// ---- the plugin is loaded here ----
addEventListener('error', ({ message }) => seen('error', message));
addEventListener('unhandledrejection', ({ reason }) => seen('unhandled', String(reason)));
addEventListener('sync', (event) => {
  const names = [];
  for (const name in {}) names.push(name);
  seen(event.tag, names);
  event.waitUntil(event.tag === 'first' ? Promise.resolve(1) : Promise.reject(new RangeError('the own one')));
});
const { writable, configurable } = Object.getOwnPropertyDescriptor(EventTarget.prototype, 'addEventListener');
seen(writable, configurable);
