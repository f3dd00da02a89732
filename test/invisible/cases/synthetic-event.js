const attempt = (event) => {
  try {
    event.waitUntil(Promise.reject(new Error('never taken')).catch(() => {}));
  } catch (error) {
    seen(error.name, error.message);
  }
};
addEventListener('push', attempt);
addEventListener('notificationclick', attempt);
// WebKitGTK has no push.
self.dispatchEvent(new (self.PushEvent ?? ExtendableEvent)('push', { data: 'text' }));
self.dispatchEvent(new ExtendableEvent('notificationclick'));
attempt(new ExtendableEvent('sync'));
