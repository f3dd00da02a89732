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
