// One notification per chat.
self.addEventListener('push', (event) => {
  const { chat, text } = event.data.json();
  const options = { body: text, tag: chat };
  event.waitUntil(self.registration.showNotification('New message', options));
});
