import type { Entry } from '../log/entry.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/** The entries of a lifetime as proof, the end of it first: that is the one that carries outcome and error. */
export function proofOf({
  opening_: opening,
  closing_: closing,
  told_: told,
}: TracedLifetime): [Entry, ...Entry[]] {
  return closing && opening ? [closing, opening] : [told];
}
