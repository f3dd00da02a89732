import type { History } from './history.ts';
import { perLog } from './per-log.ts';
import { type SilentPush, silentPushes } from './silent-pushes.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/** Pushes that D1 speaks of, and says why they showed nothing. */
const unshown = perLog(
  (history) =>
    new Set(
      silentPushes(history)
        .filter(isWrong)
        .map(({ push }) => push),
    ),
);

/** Is it a push that D1 speaks of, and says why it showed nothing? */
export const isUnshown = (event: TracedLifetime, history: History): boolean => unshown(history).has(event);

/** Chromium, and what is not known to be another browser, lets a silent push pass while a window of the site is visible. */
export const isWrong = ({ engine, visible_: visible }: SilentPush): boolean =>
  engine === 'webkit' || engine === 'firefox' || !visible;
