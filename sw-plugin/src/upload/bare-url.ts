/** As an address starts that is one without a doubt: with a scheme, a slash, a dot, or a query. */
const ADDRESS = /^(?:https?:\/)?[/.?#]/i;

/**
 * An address as origin and path: no query, fragment, user or password. A relative one counts from `base`; of another
 * scheme's only the scheme is left (`data:`). Undefined for what is no address.
 */
export function bareURL(text: string, base: string): string | undefined {
  if (!ADDRESS.test(text))
    return /^(?:blob|data|about|file|javascript|wasm|[a-z]+-extension):/i.exec(text)?.[0];
  try {
    const { origin, pathname } = new URL(text, base);
    return origin === 'null' ? undefined : origin + pathname;
  } catch {
    return undefined;
  }
}
