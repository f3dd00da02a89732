/** Seconds. Who says "in a year" by mistake is asked again after a day. */
const LONGEST = 24 * 60 * 60;

/** Seconds that a `Retry-After` header asks for; undefined where it says nothing that can be read. */
export function retryAfter(header: unknown, now: number): number | undefined {
  const text = String(header ?? '').trim();
  if (!text || text.length > 64) return undefined;
  const seconds = /^\d{1,10}$/.test(text) ? Number(text) : Math.ceil((Date.parse(text) - now) / 1_000);
  return seconds >= 0 ? Math.min(seconds, LONGEST) : undefined;
}
