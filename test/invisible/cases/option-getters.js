// The options object is read once, in the platform's order.
const options = {};
for (const name of ['capture', 'passive', 'once', 'signal']) {
  Object.defineProperty(options, name, { get: () => void seen('read', name) });
}
addEventListener('sync', () => seen('called'), options);
const type = {
  toString() {
    seen('type read');
    return 'sync';
  },
};
addEventListener(type, () => seen('called by object'));
