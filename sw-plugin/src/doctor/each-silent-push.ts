import type { History } from './history.ts';
import type { Each } from './rule.ts';
import { SIGN } from './sign.ts';
import { type SilentPush, silentPushes } from './silent-pushes.ts';

/** Hands over the silent pushes, in order of their start; see `Each`. */
export function eachSilentPush(
  history: History,
  each: Each,
  look: (silent: SilentPush) => void,
  last?: () => void,
): void {
  const silentPush = silentPushes(history);
  each(
    SIGN.unshown,
    (push) => {
      const silent = silentPush(push);
      if (silent) look(silent);
    },
    last,
  );
}
