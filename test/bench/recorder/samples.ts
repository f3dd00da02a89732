import { VARIANTS, type Variant } from './bench-host.ts';

export const variants = Object.keys(VARIANTS) as Variant[];

/** Per variant a value of each round: the same index is the same round. */
export type Samples = Record<Variant, number[]>;

export const perVariant = (): Samples => ({ plugin: [], 'none (A)': [], 'none (B)': [] });

/** The variants in another order each time: what goes first has it harder, or easier. */
export const shuffled = (): Variant[] =>
  variants
    .map((variant) => [Math.random(), variant] as const)
    .sort(([a], [b]) => a - b)
    .map(([, variant]) => variant);
