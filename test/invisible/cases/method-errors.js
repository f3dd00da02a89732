// Errors of the real calls are the platform's own.
const outcome = (work) => {
  try {
    const result = work();
    if (!(result instanceof Promise)) return ['returned', String(result)];
    return result.then(
      (value) => ['fulfilled', String(value)],
      (error) => ['rejected', error.name, error.message],
    );
  } catch (error) {
    return ['threw', error.name, error.message];
  }
};
addEventListener('sync', (event) => {
  if (event.tag !== 'first') return;
  const work = Promise.all([
    outcome(() => registration.sync.register()),
    outcome(() => registration.periodicSync.register()),
    outcome(() => registration.backgroundFetch.fetch('id', '/x')),
    outcome(() =>
      registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: 'bad key' }),
    ),
    outcome(() => registration.showNotification()),
    outcome(() => clients.openWindow('https://[')),
    outcome(() => clients.openWindow('/without-a-gesture')),
  ]).then((outcomes) => seen(outcomes));
  event.waitUntil(work);
});
