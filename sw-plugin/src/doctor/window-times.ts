import type { History } from './history.ts';

/** Calls that bring a window to the user. */
export const WINDOWS: ReadonlySet<string> = new Set(['clients.openWindow()', 'focus()', 'navigate()']);

/** When a worker opened, focused or navigated a window, ascending. */
export function windowTimes({ boots_: boots }: History, boot: string): readonly number[] {
  return (boots.get(boot)?.lifetimes_ ?? [])
    .filter(({ kind, outcome }) => WINDOWS.has(kind) && outcome !== 'failed')
    .map(({ start }) => start)
    .sort((a, b) => a - b);
}
