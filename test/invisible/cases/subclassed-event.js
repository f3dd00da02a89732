class HostEvent extends ExtendableEvent {
  waitUntil(promise) {
    seen('own waitUntil');
    try {
      super.waitUntil(promise);
    } catch (error) {
      seen(error.name, error.message, error instanceof DOMException);
    }
  }
}
addEventListener('sync', (event) => {
  seen(event.constructor.name, event.isTrusted);
  if (event.isTrusted) return;
  event.waitUntil(Promise.resolve());
});
self.dispatchEvent(new HostEvent('sync'));
seen(self.dispatchEvent(new Event('sync', { cancelable: true })));
