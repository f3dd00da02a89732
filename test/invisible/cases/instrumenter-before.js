// Another instrumenter was there first.
const native = ExtendableEvent.prototype.waitUntil;
const add = EventTarget.prototype.addEventListener;
const theirs = [];
ExtendableEvent.prototype.waitUntil = function waitUntil(promise) {
  theirs.push('waitUntil');
  return native.call(this, promise);
};
EventTarget.prototype.addEventListener = function addEventListener(type, ...rest) {
  if (type === 'sync' && rest[0]?.host) theirs.push('add');
  return add.call(this, type, ...rest);
};
// ---- the plugin is loaded here ----
const listener = (event) => {
  const before = theirs.filter((name) => name === 'waitUntil').length;
  event.waitUntil(Promise.resolve());
  const after = theirs.filter((name) => name === 'waitUntil').length;
  seen(event.tag, after - before, theirs.includes('add'));
};
listener.host = true;
addEventListener('sync', listener);
