addEventListener('unhandledrejection', (event) => seen('unhandled', event.reason.message));
addEventListener('rejectionhandled', () => seen('handled later'));
addEventListener('sync', (event) => {
  if (event.tag === 'second') return;
  event.waitUntil(new Promise((_, reject) => setTimeout(reject, 20, new Error('slow'))));
  event.waitUntil(Promise.reject(new Error('quick')));
  event.waitUntil(Promise.reject(new Error('caught')).catch(() => {}));
  event.waitUntil(Promise.resolve());
});
