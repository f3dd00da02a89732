// What the platform's own interface tests look at, for every interface of a service worker.
const looks = (object, key) => {
  const { value, get, set, ...flags } = Object.getOwnPropertyDescriptor(object, key);
  const one = (f) =>
    typeof f === 'function'
      ? [f.name, f.length, Object.getOwnPropertyNames(f).sort(), Object.hasOwn(f, 'prototype')]
      : typeof f;
  return [String(key), flags, one(value), one(get), one(set)];
};
const names = Object.getOwnPropertyNames(self).filter(
  (name) => /^[A-Z]/.test(name) && typeof self[name] === 'function',
);
for (const name of names.sort()) {
  const { prototype } = self[name];
  if (prototype)
    seen(
      name,
      Reflect.ownKeys(prototype).map((key) => looks(prototype, key)),
    );
}
