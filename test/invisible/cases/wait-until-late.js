addEventListener('sync', (event) => {
  setTimeout(() => {
    try {
      event.waitUntil(Promise.reject(new Error('nobody takes it')).catch(() => {}));
      seen(event.tag, 'taken');
    } catch (error) {
      seen(event.tag, error.name, error.message, error instanceof DOMException);
    }
  }, 60);
});
