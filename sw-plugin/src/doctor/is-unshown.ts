import type { History } from './history.ts';
import { type SilentPush, silentPushes } from './silent-pushes.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/** Is it a push that D1 speaks of, and says why it showed nothing? */
export function isUnshown(event: TracedLifetime, history: History): boolean {
  const silent = silentPushes(history)(event);
  return silent !== undefined && isWrong(silent);
}

/** Chromium, and what is not known to be another browser, lets a silent push pass while a window of the site is visible. */
export const isWrong = ({ engine, visible_: visible }: SilentPush): boolean =>
  engine === 'webkit' || engine === 'firefox' || !visible;
