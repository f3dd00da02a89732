import { STARTS, type Start, UPLOADS, type Uploading, VARIANTS, type Variant } from './bench-host.ts';

export const variants = Object.keys(VARIANTS) as Variant[];
export const uploads = Object.keys(UPLOADS) as Uploading[];
export const starts = Object.keys(STARTS) as Start[];

/** Per variant a value of each round: the same index is the same round. */
export type Samples<Name extends string = Variant> = Record<Name, number[]>;

const empty = <Name extends string>(names: readonly Name[]): Samples<Name> =>
  Object.fromEntries(names.map((name) => [name, []])) as unknown as Samples<Name>;

export const perVariant = (): Samples => empty(variants);
export const perUpload = (): Samples<Uploading> => empty(uploads);
export const perStart = (): Samples<Start> => empty(starts);

/** The variants in another order each time: what goes first has it harder, or easier. */
export const shuffled = <Name extends string = Variant>(names?: readonly Name[]): Name[] =>
  (names ?? (variants as readonly string[] as readonly Name[]))
    .map((variant) => [Math.random(), variant] as const)
    .sort(([a], [b]) => a - b)
    .map(([, variant]) => variant);
