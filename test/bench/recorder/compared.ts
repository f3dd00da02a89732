import type { Samples } from './samples.ts';
import { median, medianInterval, quantile } from './statistics.ts';

export const COMPARED: readonly string[] = ['median', 'p90', 'added', '95% from', 'to'];

/**
 * Rows of a table: what each variant adds, by the median of its differences to `base` in the same round, which takes no
 * notice of a machine that is slow for a while, and the interval in which the true median is. `none (B)` is the control:
 * it adds nothing to `none (A)`, so that what its interval reaches is noise.
 */
export function compared<Name extends string>(
  what: string,
  samples: Samples<Name>,
  base: Name = 'none (A)' as Name,
): (readonly (string | number)[])[] {
  return (Object.keys(samples) as Name[]).map((variant) => {
    const row = [`${what}${variant}`, median(samples[variant]), quantile(samples[variant], 0.9)];
    if (variant === base) return [...row, '–', '–', '–'];
    const added = samples[variant].map((value, round) => value - (samples[base][round] ?? Number.NaN));
    return [...row, median(added), ...medianInterval(added)];
  });
}
