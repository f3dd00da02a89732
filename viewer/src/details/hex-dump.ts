const WIDTH = 16;

/** Bytes as offset, hexadecimal and ASCII, 16 a line; at most `limit` bytes, with a last line `…` for the rest. */
export function hexDump(bytes: Uint8Array, limit: number): string {
  const lines: string[] = [];
  for (let at = 0; at < Math.min(bytes.length, limit); at += WIDTH) {
    const row = [...bytes.subarray(at, Math.min(at + WIDTH, limit))];
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const ascii = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${at.toString(16).padStart(6, '0')}  ${hex.padEnd(WIDTH * 3 - 1)}  ${ascii}`);
  }
  if (bytes.length > limit) lines.push('…');
  return lines.join('\n');
}
