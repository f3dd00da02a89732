// What hardened JavaScript does to what everybody shares.
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
Object.freeze(Math);
Object.freeze(JSON);
Object.freeze(Reflect);
// ---- the plugin is loaded here ----
addEventListener('error', ({ message }) => seen('error', message));
addEventListener('unhandledrejection', ({ reason }) => seen('unhandled', String(reason)));
addEventListener('sync', (event) => {
  seen(event.tag, Object.isFrozen(EventTarget.prototype));
  event.waitUntil(Promise.resolve());
});
