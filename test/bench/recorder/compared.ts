import { perVariant, type Samples, variants } from './samples.ts';
import { median, medianInterval, quantile } from './statistics.ts';

export const COMPARED: readonly string[] = ['median', 'p90', 'added', '95% from', 'to'];

/**
 * Rows of a table: what each variant adds, by the median of its differences to `none (A)` in the same round, which takes
 * no notice of a machine that is slow for a while, and the interval in which the true median is. `none (B)` is the
 * control: it adds nothing, so that what its interval reaches is noise.
 */
export function compared(what: string, samples: Samples): (readonly (string | number)[])[] {
  const added = perVariant();
  const base = samples['none (A)'];
  for (const variant of variants)
    added[variant] = samples[variant].map((value, round) => value - (base[round] ?? Number.NaN));
  return variants.map((variant) => {
    const row = [`${what}${variant}`, median(samples[variant]), quantile(samples[variant], 0.9)];
    return variant === 'none (A)'
      ? [...row, '–', '–', '–']
      : [...row, median(added[variant]), ...medianInterval(added[variant])];
  });
}
