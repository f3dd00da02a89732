// There is no log to write to, and nobody notices.
Object.defineProperty(self, 'indexedDB', { value: undefined, configurable: true });
// ---- the plugin is loaded here ----
addEventListener('error', () => seen('error'));
addEventListener('unhandledrejection', () => seen('unhandled'));
addEventListener('sync', (event) => {
  seen(event.tag);
  event.waitUntil(event.tag === 'first' ? Promise.resolve() : Promise.reject(new Error('the own one')));
});
