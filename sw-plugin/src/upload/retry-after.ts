/** A server that says "in a year" by mistake is asked again after a day. */
const LONGEST = 24 * 60 * 60_000;

/**
 * What a `Retry-After` header says, as milliseconds from `now`: seconds, or a date
 * (https://httpwg.org/specs/rfc9110.html#field.retry-after). 0 where it says nothing.
 */
export function retryAfter(header: string | null, now: number): number {
  const text = header?.trim() ?? '';
  const wait = /^\d{1,10}$/.test(text) ? Number(text) * 1_000 : text.length < 64 ? Date.parse(text) - now : 0;
  return wait > 0 ? Math.min(wait, LONGEST) : 0;
}
