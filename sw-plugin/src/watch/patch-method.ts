import { dataOf, descriptorOf, type Stage } from '../platform.ts';

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
 * Patches the method `name` that the prototype of an interface itself has; nothing, where the browser has none.
 *
 * A Proxy of the native function keeps `name`, `length`, the missing `prototype`, "not a constructor", the brand check
 * and `[native code]`. Undo restores the native method only while the patch is still ours; where somebody wrapped it
 * since, it stays in their chain and does nothing any more.
 */
export function patchMethod(
  { scope, undos_: undos }: Stage,
  interfaceName: string,
  name: string,
  around: Around,
): void {
  const owner = (scope[interfaceName] as { readonly prototype: object } | undefined)?.prototype;
  const { value: method, writable } = descriptorOf(owner, name);
  if (typeof method !== 'function' || !writable) return;

  let active = true;
  const apply = (native: typeof method, target: unknown, args: readonly unknown[]): unknown => {
    const call = (passed: readonly unknown[]): unknown => Reflect.apply(native, target, passed);
    return active ? around(call, target, args, apply) : call(args);
  };
  const patched = new Proxy(method, { apply });
  // It is a property of the owner's own, and stays as it is but for its value.
  const methods = owner as Record<string, unknown>;
  methods[name] = patched;

  undos.push(() => {
    active = false;
    if (dataOf(owner, name) === patched) methods[name] = method;
  });
}
