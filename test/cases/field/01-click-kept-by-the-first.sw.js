// An SDK that was loaded first takes every click on what it has shown, and keeps it from whoever comes later.
self.addEventListener('push', (event) => {
  const news = event.data.json();
  const shown = registration.showNotification(news.headline, { data: { sdk: true, target: news.target } });
  event.waitUntil(shown);
});
self.addEventListener('notificationclick', (event) => {
  const { data } = event.notification;
  if (data?.sdk) event.stopImmediatePropagation();
  event.notification.close();
  if (data?.target) event.waitUntil(clients.openWindow(data.target));
});
// What the app would do.
self.addEventListener('notificationclick', (event) => event.waitUntil(clients.openWindow('/start')));
