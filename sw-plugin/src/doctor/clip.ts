/** At most `max` characters in one line: what an entry says can be of any length, a finding is read by people. */
export function clip(text: string, max: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > max ? `${line.slice(0, max)}…` : line;
}
