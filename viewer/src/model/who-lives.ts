import type { Entry } from '@offstage/sw-plugin/log';

/** A worker event may run for minutes (Chromium: 5); after that a lifetime without an end has none any more. */
const LONGEST_LIFETIME = 6 * 60_000;

/** A worker that has just started may not hold its lock yet, milliseconds. */
const LOCK_DELAY = 1000;

/** Tells whether what has begun and has no end still runs. */
export interface WhoLives {
  /** Boots that are alive; undefined where nobody knows. */
  readonly boots: ReadonlySet<string> | undefined;
  /**
   * Notes an answer; returns whether it says something new.
   *
   * @param asked epoch milliseconds of the question, @param high where the log ended then
   */
  set(boots: ReadonlySet<string> | undefined, asked: number, high: number): boolean;
  /** @param at position of the first entry of the lifetime, @param latest time of the latest entry of the log */
  runs(at: number, first: Entry, latest: number): boolean;
}

export function createWhoLives(): WhoLives {
  let boots: ReadonlySet<string> | undefined;
  let now = 0;
  let known = 0;
  return {
    get boots() {
      return boots;
    },
    set(next, asked, high) {
      const same = sameBoots(boots, next) && known === high;
      boots = next;
      now = asked;
      known = high;
      return !same;
    },
    runs(at, first, latest) {
      // A page holds no lock: nobody can tell whether what it left open still runs.
      if (first.context === 'page') return true;
      // Who started after it was asked who is alive could not be among them.
      const later = at >= known && first.time > now - LOCK_DELAY;
      if (boots !== undefined) return later || boots.has(first.boot);
      return Math.max(now, latest) - first.time <= LONGEST_LIFETIME;
    },
  };
}

function sameBoots(a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.size === b.size && [...a].every((boot) => b.has(boot));
}
