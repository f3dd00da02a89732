import type { PostAnswer } from './post-sends.ts';

/** What follows from the server's answer to a batch. */
export type Verdict =
  /** Stored, but for so many that were refused each by itself. */
  | { readonly kind: 'taken'; readonly refused: number; readonly why?: string | undefined }
  /** Something in the batch is not to be taken: a smaller one. */
  | { readonly kind: 'refused'; readonly why: string }
  /** Later, after so many seconds at least. */
  | { readonly kind: 'later'; readonly wait: number; readonly why: string };

/** Said of what was sent, not of how or when. */
const REFUSED: readonly number[] = [400, 413, 422];
const LONGEST = 200;

/** A page that answers everything with 200 has stored nothing: only our own answer counts. */
export function answerOf({ status, said, wait = 0 }: PostAnswer): Verdict {
  const why = `${status || 'no answer'}: ${said.slice(0, LONGEST)}`;
  if (status === 200) {
    const rejected = rejectedIn(said);
    if (rejected) {
      const [first] = rejected;
      return {
        kind: 'taken',
        refused: rejected.length,
        ...(first !== undefined && { why: JSON.stringify(first).slice(0, LONGEST) }),
      };
    }
  }
  if (REFUSED.includes(status) && !wait) return { kind: 'refused', why };
  return { kind: 'later', wait, why };
}

function rejectedIn(said: string): readonly unknown[] | undefined {
  try {
    const { accepted, rejected = [] } = JSON.parse(said);
    return typeof accepted === 'number' && Array.isArray(rejected) ? rejected : undefined;
  } catch {
    return undefined;
  }
}
