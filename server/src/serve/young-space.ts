import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Bytes of the space for short-lived values that are enough; by itself V8 takes four times as many after a burst, for good. */
const ENOUGH = 8 * 2 ** 20;
/** Milliseconds between looks. */
const LOOK = 100;

/**
 * Keeps V8's space for short-lived values from growing further than it helps. For the command, whose process is its own: the
 * flag is for all of a process. Source: `SemiSpaceNewSpace::Grow` in V8's `new-spaces.cc`.
 */
export function boundYoungSpace(): void {
  let factor = 2;
  setInterval(() => {
    const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
    const wanted = (young?.space_size ?? 0) < ENOUGH ? 2 : 1;
    if (wanted !== factor) setFlagsFromString(`--semi-space-growth-factor=${wanted}`);
    factor = wanted;
  }, LOOK).unref();
}
