// A browser that forbids storage throws at `open()`.
IDBFactory.prototype.open = () => {
  throw new DOMException('forbidden', 'SecurityError');
};
// ---- the plugin is loaded here ----
addEventListener('error', () => seen('error'));
addEventListener('unhandledrejection', (event) => seen('unhandled', event.reason.message));
addEventListener('sync', (event) => {
  seen(event.tag);
  event.waitUntil(event.tag === 'first' ? Promise.resolve() : Promise.reject(new Error('the own one')));
});
