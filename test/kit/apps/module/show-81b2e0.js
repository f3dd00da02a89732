/** What the worker imports runs before its own first line. */
export function show(event) {
  event.waitUntil(self.registration.showNotification(event.data.text()));
}
