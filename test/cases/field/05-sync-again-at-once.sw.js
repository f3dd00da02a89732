// What could not be sent is put back by registering anew, and the event ends well: no reason for the browser to wait.
async function send(tag) {
  try {
    const { ok, status } = await fetch('/letters', { method: 'PUT', body: '{}' });
    if (!ok) throw new RangeError(`letters: ${status}`);
  } catch {
    await registration.sync.register(tag);
  }
}
self.addEventListener('sync', (event) => event.waitUntil(send(event.tag)));
