// Without waitUntil nothing changes either.
addEventListener('unhandledrejection', (event) => {
  seen('unhandled', event.reason.message, event.cancelable);
  event.preventDefault();
});
addEventListener('sync', async (event) => {
  await null;
  throw new Error(`async ${event.tag}`);
});
