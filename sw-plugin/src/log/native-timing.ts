/** The platform's own, before the host (or its fake timers) can replace them; undefined where the platform is in parts. */
export const later: typeof setTimeout = native('setTimeout');
export const microtask: typeof queueMicrotask = native('queueMicrotask');

function native<Name extends 'setTimeout' | 'queueMicrotask'>(name: Name): (typeof globalThis)[Name] {
  try {
    return globalThis[name];
  } catch {
    return undefined as never;
  }
}
