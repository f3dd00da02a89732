const attempt = (event, name) => {
  try {
    event.waitUntil(Promise.resolve());
    seen(name, 'taken');
  } catch (error) {
    seen(name, error.name, error.message);
  }
};
addEventListener('sync', (event) => {
  seen(event.tag);
  if (event.tag === 'first') {
    queueMicrotask(() => {
      attempt(event, 'one microtask later');
      queueMicrotask(() => attempt(event, 'two microtasks later'));
    });
  } else {
    event.waitUntil(
      Promise.resolve().then(() => {
        attempt(event, 'while one is pending');
        return new Promise((resolve) => setTimeout(resolve, 10)).then(() =>
          attempt(event, 'in a later task'),
        );
      }),
    );
  }
});
