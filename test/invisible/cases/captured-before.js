const waitUntil = ExtendableEvent.prototype.waitUntil;
const add = EventTarget.prototype.addEventListener;
// ---- the plugin is loaded here ----
add.call(self, 'sync', (event) => {
  seen('captured add');
  waitUntil.call(event, Promise.resolve());
  if (event.tag === 'second') waitUntil.call(event, Promise.reject(new Error('through the captured one')));
});
