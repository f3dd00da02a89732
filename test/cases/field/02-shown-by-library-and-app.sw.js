// One listener: it shows what the message brings, then calls the app, which shows the same again.
const onMessage = ({ alert }) => registration.showNotification(alert.title, { body: alert.text });

async function deliver(message) {
  if (message.alert) await registration.showNotification(message.alert.title, { body: message.alert.text });
  await onMessage({ alert: message.alert ?? message.quiet });
}

self.addEventListener('push', (event) => event.waitUntil(deliver(event.data.json())));
