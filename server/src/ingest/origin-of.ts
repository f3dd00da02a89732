/** Characters of the longest origin: a host name has at most 253. */
const ORIGIN_LENGTH = 300;

/** Origin of a URL: `https://example.com`; `''` for opaque ones and for what is no URL or longer than any origin. */
export function originOf(url: string): string {
  // The common case without the cost of a full parse: lower case, no user, no port that could be the default one.
  const simple = /^https?:\/\/[a-z0-9.-]+(?=[/?#]|$)/.exec(url);
  if (simple !== null) return simple[0].length > ORIGIN_LENGTH ? '' : simple[0];
  try {
    const { origin } = new URL(url);
    return origin === 'null' || origin.length > ORIGIN_LENGTH ? '' : origin;
  } catch {
    return '';
  }
}
