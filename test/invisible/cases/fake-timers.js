// As a test suite's fake timers do: nothing that is scheduled runs.
addEventListener('sync', (event) => {
  self.setTimeout = () => 0;
  self.queueMicrotask = () => {};
  event.waitUntil((async () => seen('worked'))());
});
