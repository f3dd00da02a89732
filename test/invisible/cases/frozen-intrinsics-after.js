const shared = [
  Object,
  Function,
  Array,
  Promise,
  Error,
  TypeError,
  Map,
  Set,
  WeakMap,
  WeakSet,
  String,
  RegExp,
  Date,
];
for (const each of shared) {
  Object.freeze(each);
  Object.freeze(each.prototype);
}
Object.freeze(EventTarget.prototype);
Object.freeze(ExtendableEvent.prototype);
addEventListener('error', ({ message }) => seen('error', message));
addEventListener('unhandledrejection', ({ reason }) => seen('unhandled', String(reason)));
addEventListener('sync', (event) => {
  seen(event.tag, Object.isFrozen(ExtendableEvent.prototype));
  event.waitUntil(new Promise((resolve) => setTimeout(resolve, 5)));
});
