import { dataOf, type Stage } from '../platform.ts';

/**
 * Watches an interface being constructed: `around` takes the place of one call, as in `patchMethod`. The interface stays
 * the same to `instanceof`, to its static members and to whoever asks an object for its constructor.
 */
export function patchConstructor(
  { scope, undos_: undos }: Stage,
  name: string,
  around: (call: () => object) => object,
): void {
  const Native = dataOf(scope, name) as (new () => object) | undefined;
  if (!Native?.prototype) return;
  let active = true;
  const patched: typeof Native = new Proxy(Native, {
    construct(target, args, newTarget) {
      const call = (): object => Reflect.construct(target, args, newTarget === patched ? target : newTarget);
      return active ? around(call) : call();
    },
  });
  const put = (from: unknown, to: unknown): void => {
    for (const owner of [scope, Native.prototype])
      for (const key of [name, 'constructor'])
        if (dataOf(owner, key) === from) (owner as Record<string, unknown>)[key] = to;
  };
  put(Native, patched);
  undos.push(() => {
    active = false;
    put(patched, Native);
  });
}
