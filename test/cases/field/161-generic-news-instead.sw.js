addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('push', (event) => {
  event.waitUntil(
    fetch('/api/news.json')
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .catch(() => ({ title: 'News' }))
      .then(({ title }) => registration.showNotification(title ?? 'News')),
  );
});
