const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A file's bytes as text, a byte order mark included, so that the same bytes come back; undefined where they are no UTF-8. */
export function decode(bytes: Uint8Array): string | undefined {
  try {
    return DECODER.decode(bytes);
  } catch {
    return undefined;
  }
}

export const encode = (text: string): Buffer => Buffer.from(text, 'utf8');

/** Line breaks of Windows as those of everybody else: Git and editors change them in files that nobody edited. */
export const withoutReturns = (text: string): string => text.replaceAll('\r\n', '\n');

/** Whether two files are the same, but for their line breaks where both are text. */
export function isSameText(one: Buffer, other: Buffer): boolean {
  if (one.equals(other)) return true;
  const [a, b] = [decode(one), decode(other)];
  return a !== undefined && b !== undefined && withoutReturns(a) === withoutReturns(b);
}
