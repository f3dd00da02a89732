// Another instrumenter comes later, and goes again by putting back what it had found.
const found = ExtendableEvent.prototype.waitUntil;
const foundAdd = EventTarget.prototype.addEventListener;
let calls = 0;
ExtendableEvent.prototype.waitUntil = function waitUntil(promise) {
  calls += 1;
  return found.call(this, promise);
};
EventTarget.prototype.addEventListener = function addEventListener(...all) {
  return foundAdd.apply(this, all);
};
addEventListener('sync', (event) => {
  event.waitUntil(Promise.resolve());
  seen(event.tag, calls);
  ExtendableEvent.prototype.waitUntil = found;
  EventTarget.prototype.addEventListener = foundAdd;
});
