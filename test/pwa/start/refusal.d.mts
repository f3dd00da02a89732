export type Facts = Readonly<Record<string, unknown>>;

/** An error that is explained in `MESSAGES`. */
export function refusal(
  code: string,
  facts?: Facts,
): Error & { readonly code: string; readonly facts: Facts };

/** What to print for an error: code, reason and next step; for one that nobody foresaw its stack. */
export function explain(error: unknown): string;
