/** A part of the platform that can be taken away: a global, or what an interface has. */
export interface Breakable {
  /** `indexedDB`, `PushManager.subscribe`, `static Notification.permission`. */
  readonly name: string;
  /** From the global scope to what owns it. */
  readonly path: readonly string[];
  readonly key: string;
}

export type Damage = 'missing' | 'throwing';
export const DAMAGES: readonly Damage[] = ['missing', 'throwing'];

/**
 * Runs in a worker, before the plugin: has the platform itself tell what is used of it. What the language brings along is
 * `spared`. Methods that are `named` are there as they are, since what is patched has to be found: all of them count.
 * Returns what was used by now, each time it is asked.
 */
export function spyOn(named: readonly string[], spared: readonly string[]): () => Breakable[] {
  const used = new Map<string, Breakable>();
  const spy = (owner: object, path: readonly string[], label: string): void => {
    for (const key of Object.getOwnPropertyNames(owner)) {
      const descriptor = Object.getOwnPropertyDescriptor(owner, key);
      const name = label + key;
      if (!descriptor?.configurable || (path.length === 0 && spared.includes(key))) continue;
      if (key === 'constructor' || key === 'name' || key === 'length') continue;
      if (named.includes(name)) {
        used.set(name, { name, path, key });
        continue;
      }
      const { get, set = () => undefined, value } = descriptor;
      Object.defineProperty(owner, key, {
        configurable: true,
        enumerable: descriptor.enumerable ?? false,
        get() {
          used.set(name, { name, path, key });
          return get ? Reflect.apply(get, this, []) : value;
        },
        set,
      });
    }
  };
  const names = Object.getOwnPropertyNames(globalThis);
  for (const name of names) {
    const { value } = Object.getOwnPropertyDescriptor(globalThis, name) ?? {};
    if (spared.includes(name) || !/^[A-Z]/.test(name) || typeof value !== 'function') continue;
    spy(value, [name], `static ${name}.`);
    if (value.prototype) spy(value.prototype, [name, 'prototype'], `${name}.`);
  }
  spy(globalThis, [], '');
  return () => [...used.values()];
}

/** Runs in a worker, before the plugin. */
export function breakIt({ path, key }: Breakable, damage: Damage): void {
  const owner = path.reduce((at: object, step) => (at as Record<string, object>)[step] as object, globalThis);
  const descriptor = Object.getOwnPropertyDescriptor(owner, key) as PropertyDescriptor;
  const fail = (): never => {
    throw new Error(`broken: ${key}`);
  };
  delete (owner as Record<string, unknown>)[key];
  if (damage === 'missing') return;
  const isMethod = typeof descriptor.value === 'function' && !/^[A-Z]/.test(key);
  Object.defineProperty(
    owner,
    key,
    isMethod ? { ...descriptor, value: fail } : { configurable: true, enumerable: true, get: fail },
  );
}
