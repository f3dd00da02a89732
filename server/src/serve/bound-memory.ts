import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { collectGarbage } from '../collect-garbage.ts';

/** Bytes of one half of the space for short-lived values that are enough; by itself V8 takes four times as many, for good. */
const ENOUGH = 7 * 2 ** 20;
/**
 * Milliseconds between looks at it while it may grow, and while it may not: from one collection to the next it doubles, and
 * under load there is one every few milliseconds.
 */
const LOOK = 4;
const LOOK_LATER = 100;
/**
 * By how much of what was left over the long-lived values may grow before they are collected again. By itself V8 waits for
 * up to four times as many: most of what a flood of ever new texts added to the memory was garbage. Hardly more
 * collections come of it, since each has less to do.
 */
const GROWTH = 30;
/** Milliseconds between looks whether there is nothing to do. */
const SECOND = 1_000;
/** Microseconds of the processor in one of them: less is nothing, and after so many there is something to clear away. */
const NOTHING = 50_000;
const SOMETHING = 200_000;

/**
 * Keeps the memory of a burst from staying. For the command, whose process is its own: flags are for all of a process. The
 * space for short-lived values does not grow further than it helps (`SemiSpaceNewSpace::Grow` in V8's `new-spaces.cc`), and
 * once there is nothing to do the garbage is collected.
 */
export function boundMemory(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
  let factor = 2;
  const look = () => {
    const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
    // What is committed is at times half of it.
    const room = (young?.space_used_size ?? 0) + (young?.space_available_size ?? 0);
    const wanted = room < ENOUGH ? 2 : 1;
    if (wanted !== factor) setFlagsFromString(`--semi-space-growth-factor=${wanted}`);
    factor = wanted;
    setTimeout(look, wanted === 1 ? LOOK_LATER : LOOK).unref();
  };
  look();
  let last = process.cpuUsage();
  let worked = 0;
  setInterval(() => {
    const now = process.cpuUsage();
    const used = now.user + now.system - last.user - last.system;
    last = now;
    if (used >= NOTHING) worked += used;
    else if (worked > SOMETHING) {
      worked = 0;
      collectGarbage();
    }
  }, SECOND).unref();
}
