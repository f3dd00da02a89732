import { type Fault, guarded, installAll, type Scope, type Undo } from '../platform.ts';
import { follower, isPromise } from './follow.ts';
import { patchMethod, prototypeOf } from './patch-method.ts';

/** What became of one call. Both run guarded. */
export interface CallObserver {
  fulfilled_(value: unknown): void;
  rejected_?(reason: unknown): void;
}

/**
 * Watches methods, each named as `Interface.method`. An interface that this browser lacks is left out. `called` is
 * asked before each call, and may give an observer for its outcome.
 */
export function watchCalls(
  scope: Scope,
  names: readonly string[],
  called: (name: string, target: unknown, args: readonly unknown[]) => CallObserver | undefined,
  fault: Fault,
): Undo {
  return installAll(
    names.map((name) => () => {
      const [interfaceName, method] = name.split('.') as [string, string];
      return patchMethod(prototypeOf(scope, interfaceName), method, (call, target, args) => {
        const observer = guarded(fault, () => called(name, target, args));
        const rejected = (reason: unknown) => guarded(fault, () => observer?.rejected_?.(reason));
        let result: unknown;
        try {
          result = call(args);
        } catch (error) {
          rejected(error);
          throw error;
        }
        if (!observer) return result;
        const fulfilled = (value: unknown) => guarded(fault, () => observer.fulfilled_(value));
        if (isPromise(result)) return follower(result, fulfilled, rejected);
        fulfilled(result);
        return result;
      });
    }),
  );
}
