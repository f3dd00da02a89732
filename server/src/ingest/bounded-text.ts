import { ownText } from '../store/own-text.ts';

/**
 * A string that any engine can store: at most `length` characters, without NUL (PostgreSQL refuses it) and without
 * half surrogate pairs (not representable in UTF-8).
 */
export function boundedText(text: string, length: number): string {
  const cut = text.length > length ? ownText(`${text.slice(0, length - 1)}…`) : text;
  const whole = cut.isWellFormed() ? cut : cut.toWellFormed();
  return whole.includes('\0') ? whole.replaceAll('\0', '\ufffd') : whole;
}
