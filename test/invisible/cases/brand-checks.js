// Called on the wrong object, with too few arguments, or as a constructor.
const outcome = async (work) => {
  try {
    const result = work();
    if (!(result instanceof Promise)) return ['returned', String(result)];
    return await result.then(
      (value) => ['fulfilled', String(value)],
      (error) => ['rejected', error.name, error.message, error.constructor.name],
    );
  } catch (error) {
    return ['threw', error.name, error.message, error.constructor.name];
  }
};
const METHODS = {
  ExtendableEvent: ['waitUntil'],
  FetchEvent: ['respondWith'],
  PaymentRequestEvent: ['respondWith', 'openWindow', 'changePaymentMethod'],
  CanMakePaymentEvent: ['respondWith'],
  AbortPaymentEvent: ['respondWith'],
  SyncManager: ['register'],
  PeriodicSyncManager: ['register', 'unregister'],
  PushManager: ['subscribe'],
  PushSubscription: ['unsubscribe'],
  BackgroundFetchManager: ['fetch'],
  BackgroundFetchRegistration: ['abort'],
  BackgroundFetchUpdateUIEvent: ['updateUI'],
  ServiceWorkerRegistration: ['showNotification'],
  Notification: ['close'],
  Clients: ['openWindow'],
  WindowClient: ['focus', 'navigate'],
};
seenLater(
  (async () => {
    const lines = [];
    for (const [name, methods] of Object.entries(METHODS)) {
      for (const method of methods) {
        const native = self[name]?.prototype[method];
        if (native === undefined) lines.push([name, method, 'absent']);
        else {
          lines.push([name, method, 'no this', await outcome(() => native.call(undefined, 1, 2))]);
          lines.push([name, method, 'wrong this', await outcome(() => native.call({}, 1, 2))]);
          lines.push([name, method, 'prototype', await outcome(() => native.call(self[name].prototype))]);
          lines.push([name, method, 'new', await outcome(() => Reflect.construct(native, []))]);
        }
      }
    }
    return lines;
  })(),
);
