// A blocked upgrade: the request never answers. The host's event must not wait for it.
IDBFactory.prototype.open = () => new EventTarget();
// ---- the plugin is loaded here ----
addEventListener('unhandledrejection', (event) => seen('unhandled', event.reason.message));
addEventListener('sync', (event) => {
  seen(event.tag);
  event.waitUntil(new Promise((resolve) => setTimeout(resolve, 10)));
});
