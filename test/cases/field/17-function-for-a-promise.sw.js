// A function where a promise is wanted: it is never called, and the event is over at once.
addEventListener('push', (event) => {
  const show = async () => registration.showNotification(event.data.text(), { icon: '/icon.png' });
  event.waitUntil(show);
});
