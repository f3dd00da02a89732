import { dataOf } from '../platform.ts';
import { microtask } from './microtask.ts';

const NativeError = Error;

/** Where code is, as every engine ends a frame. */
const FRAME = /:\d+:\d+/g;

/**
 * Tells whose error an `error` event is: that of a handler which has thrown, and so has left the stack; or one that is
 * reported while the handler still runs, by `reportError()`, or because a listener of another target has thrown. (V8
 * does not tell the first from a `queueMicrotask()` of the handler that throws.)
 *
 * `probe` is a listener for the event, to be added as it is, with nothing between it and the browser. What it found is
 * known to the next listener.
 */
export function watchUnwound(): {
  readonly probe_: (event: Event) => void;
  readonly isUnwound_: (event: Event) => boolean;
} {
  let unwound: Event | undefined;
  const found = (event: Event): void => {
    unwound = event;
  };
  return {
    probe_(event) {
      try {
        // With nothing on the stack microtasks run between two listeners; else they wait for whoever is there:
        // https://html.spec.whatwg.org/#clean-up-after-running-script
        microtask(() => found(event));
        // V8 reports the error before it lets them run, but then nobody is on the stack besides this function. Looked at
        // only where the host can't tell: it may have a hook for stacks.
        if (
          (dataOf(NativeError, 'stackTraceLimit') as number) > 1 &&
          !dataOf(NativeError, 'prepareStackTrace')
        )
          if (new NativeError().stack?.match(FRAME)?.length === 1) found(event);
      } catch {
        // Not known, then, and not claimed.
      }
    },
    isUnwound_: (event) => unwound === event,
  };
}
