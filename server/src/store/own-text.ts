/**
 * A copy that shares no memory with the text it was cut from: engines keep the whole of a large text alive for a small
 * part of it, so whatever is remembered beyond its request is copied first.
 */
export function ownText(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
