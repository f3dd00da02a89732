const told = {
  get name() {
    seen('name read');
    return 'Told';
  },
  get message() {
    seen('message read');
    return 'told';
  },
  get stack() {
    seen('stack read');
    return '';
  },
  toString() {
    seen('made a string');
    return 'told';
  },
};
addEventListener('error', (event) => {
  seen('error', event.error === told);
  event.preventDefault();
});
addEventListener('unhandledrejection', (event) => {
  seen('unhandled', event.reason === told);
  event.preventDefault();
});
addEventListener('sync', (event) => {
  reportError(told);
  Promise.reject(told);
  event.waitUntil(Promise.resolve());
});
