self.onerror = (message, file, line, column, error) => {
  seen('onerror', message, file === location.href, line, column, error?.message);
};
addEventListener('error', (event) =>
  seen('error', event.message, event.lineno, event.colno, event.error === thrown),
);
let thrown;
addEventListener('sync', (event) => {
  event.waitUntil(Promise.resolve());
  thrown = new TypeError(`thrown ${event.tag}`);
  throw thrown;
});
addEventListener('sync', () => seen('the next listener still runs'));
