/** Origin of a URL: `https://example.com`; `''` for opaque ones and for what is no URL. */
export function originOf(url: string): string {
  // The common case without the cost of a full parse: lower case, no user, no port that could be the default one.
  const simple = /^https?:\/\/[a-z0-9.-]+(?=[/?#]|$)/.exec(url);
  if (simple !== null) return simple[0];
  try {
    const { origin } = new URL(url);
    return origin === 'null' ? '' : origin;
  } catch {
    return '';
  }
}
