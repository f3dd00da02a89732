import { dataOf, type Scope, type Undo } from '../platform.ts';

/**
 * Takes the place of one call: calls the native method by `call`, once, and returns what that returns. Everything of
 * our own in here is guarded, so that the host's result, and its exception, pass through.
 */
export type Around = (
  call: (args: readonly unknown[]) => unknown,
  target: unknown,
  args: readonly unknown[],
  /** The function that the host's code has called: what is above it in a stack is ours. */
  outermost: object,
) => unknown;

/**
 * Patches the method `name` that `owner` itself has; nothing, where it has none.
 *
 * A Proxy of the native function keeps `name`, `length`, the missing `prototype`, "not a constructor", the brand check
 * and `[native code]`. Undo restores the native method only while the patch is still ours; where somebody wrapped it
 * since, it stays in their chain and does nothing any more.
 */
export function patchMethod(owner: object | undefined, name: string, around: Around): Undo {
  const { value: method, writable } = Object.getOwnPropertyDescriptor(Object(owner), name) ?? {};
  if (typeof method !== 'function' || !writable) return () => undefined;

  let active = true;
  const apply = (native: typeof method, target: unknown, args: readonly unknown[]): unknown => {
    const call = (passed: readonly unknown[]): unknown => Reflect.apply(native, target, passed);
    return active ? around(call, target, args, apply) : call(args);
  };
  const patched = new Proxy(method, { apply });
  // It is a property of the owner's own, and stays as it is but for its value.
  const methods = owner as Record<string, unknown>;
  methods[name] = patched;

  return () => {
    active = false;
    if (dataOf(owner, name) === patched) methods[name] = method;
  };
}

/** Where an interface keeps its methods; undefined where the browser lacks it. */
export const prototypeOf = (scope: Scope, interfaceName: string): object | undefined =>
  (scope[interfaceName] as { readonly prototype: object } | undefined)?.prototype;
