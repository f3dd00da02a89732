import { guarded, type Stage } from '../platform.ts';
import { follower, isPromise } from './follow.ts';
import { patchMethod } from './patch-method.ts';

/** Told what became of one call: what it gave, or with `true` why it failed. */
export type CallObserver = (outcome: unknown, failed?: true) => unknown;

/**
 * Watches methods, each named as `Interface.method`. An interface that this browser lacks is left out. `called` is
 * asked before each call, and may give an observer for its outcome.
 */
export function watchCalls(
  stage: Stage,
  names: readonly string[],
  called: (name: string, target: unknown, args: readonly unknown[]) => CallObserver | undefined,
): void {
  for (const name of names) {
    const [interfaceName, method] = name.split('.') as [string, string];
    patchMethod(stage, interfaceName, method, (call, target, args) => {
      const observer = guarded(() => called(name, target, args));
      const tell: CallObserver = (outcome, failed) => guarded(() => observer?.(outcome, failed));
      let result: unknown;
      try {
        result = call(args);
      } catch (error) {
        tell(error, true);
        throw error;
      }
      if (observer && isPromise(result)) return follower(result, tell);
      tell(result);
      return result;
    });
  }
}
