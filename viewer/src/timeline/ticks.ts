import { localeNow } from '../text/format.ts';

/** Steps that a clock or calendar has, milliseconds. */
const STEPS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 10e3, 15e3, 30e3, 60e3, 120e3, 300e3, 600e3, 900e3,
  1800e3, 3600e3, 7200e3, 10_800e3, 21_600e3, 43_200e3, 86_400e3, 172_800e3, 604_800e3, 2_592_000e3,
  31_536_000e3,
];

export interface Tick {
  /** Epoch milliseconds. */
  readonly time: number;
  readonly label: string;
}

/** Round moments in local time between `from` and `to`, at most `most` of them, with labels as short as they can be. */
export function timeTicks(from: number, to: number, most: number): readonly Tick[] {
  const span = to - from;
  if (!(span > 0)) return [];
  const step = STEPS.find((one) => span / one <= most) ?? span;
  const shift = new Date(from).getTimezoneOffset() * 60_000;
  const format = new Intl.DateTimeFormat(localeNow(), partsFor(step));
  const ticks: Tick[] = [];
  for (
    let time = Math.ceil((from - shift) / step) * step + shift;
    time < to && ticks.length <= most;
    time += step
  ) {
    // A label that begins at the very end would be cut off.
    if (time < to - span * 0.06) ticks.push({ time, label: format.format(time) });
  }
  return ticks;
}

/** Hours from 0 to 23, as in the table below. */
function partsFor(step: number): Intl.DateTimeFormatOptions {
  if (step >= 86_400_000) return { day: 'numeric', month: 'short' };
  const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  // Twice a day: the day alone would stand there twice.
  if (step >= 43_200_000) return { day: 'numeric', month: 'short', ...clock };
  if (step >= 60_000) return clock;
  return { ...clock, second: '2-digit', ...(step < 1000 && { fractionalSecondDigits: 3 }) };
}
