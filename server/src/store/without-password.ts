/**
 * An address as it may be shown. Also of one that is none: a password that is not percent-encoded may have any characters,
 * `@` and `/` too.
 */
export function withoutPassword(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*:\/\/[^:@/]*):.*@/is, '$1@');
}
