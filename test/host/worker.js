// The host's own part of its service worker. What a handler does is written in its tag, payload or id, so that it does
// the same in every worker start: `reject …`, `throw …`, `hang …`, `silent …`, `late …`; anything else succeeds.

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function behave(event, text, work) {
  if (text.startsWith('throw')) throw new Error(`thrown for ${text}`);
  if (text.startsWith('reject'))
    event.waitUntil(pause(5).then(() => Promise.reject(new Error(`rejected for ${text}`))));
  else if (text.startsWith('hang')) event.waitUntil(new Promise(() => {}));
  else if (text.startsWith('late')) setTimeout(() => event.waitUntil(Promise.resolve()), 50);
  else event.waitUntil(pause(5).then(work));
}

addEventListener('sync', (event) => behave(event, event.tag));
addEventListener('periodicsync', (event) => behave(event, event.tag));
addEventListener('push', (event) => {
  const text = event.data?.text() ?? '';
  behave(event, text, () => {
    if (text.startsWith('silent')) return undefined;
    return registration.showNotification('Pushed', { tag: 'pushed', body: text });
  });
});
addEventListener('notificationclick', (event) => {
  behave(event, event.notification.tag, () => {
    if (event.action === 'open') return clients.openWindow('/?opened').catch(() => {});
    return undefined;
  });
});
addEventListener('notificationclose', (event) => behave(event, event.notification.tag));
for (const type of [
  'backgroundfetchsuccess',
  'backgroundfetchfail',
  'backgroundfetchabort',
  'backgroundfetchclick',
]) {
  addEventListener(type, (event) => {
    const { id } = event.registration;
    behave(event, id, () => id.startsWith('update') && event.updateUI({ title: 'Updated' }));
  });
}
