import { instrumentMethod } from '@datadog/browser-core';

for (const [owner, method] of [
  [ServiceWorkerRegistration.prototype, 'showNotification'],
  [Notification.prototype, 'close'],
  [Clients.prototype, 'openWindow'],
])
  instrumentMethod(owner, method, ({ target, parameters, onPostCall }) => {
    seen('datadog', method, target instanceof owner.constructor, parameters.length);
    onPostCall((result) => seen('datadog', method, result instanceof Promise));
  });
