// A promise of the host's own class: which of its methods are called, and how often.
class HostPromise extends Promise {
  // biome-ignore lint/suspicious/noThenProperty: it is a promise
  then(...callbacks) {
    seen('then', callbacks.length);
    return super.then(...callbacks);
  }
}
addEventListener('sync', (event) => {
  event.waitUntil(HostPromise.resolve(event.tag));
  seen('waited', event.tag);
});
