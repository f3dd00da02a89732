addEventListener('sync', (event) => {
  seen(Object.getOwnPropertyNames(event), Object.hasOwn(event, 'waitUntil'));
  seen(event.waitUntil === ExtendableEvent.prototype.waitUntil);
  seen(Object.prototype.toString.call(event), event instanceof SyncEvent, event.lastChance);
  seen(Object.getOwnPropertySymbols(event).length);
});
