const UNITS: Readonly<Record<string, number>> = { '': 1, KB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30, TB: 2 ** 40 };

/** Bytes. In less there is room for no report: a unit was forgotten, and all that is stored would go. */
const LEAST = 2 ** 20;

/** What `500MB` or `20GB` is in bytes; `undefined` for what is no size, and for what is below a megabyte. */
export function sizeInBytes(text: string): number | undefined {
  const [, amount, unit = ''] = /^(\d{1,15}(?:\.\d{1,9})?) ?([KMGT]B)?$/i.exec(text) ?? [];
  const factor = UNITS[unit.toUpperCase()];
  if (amount === undefined || factor === undefined) return undefined;
  const bytes = Math.floor(Number(amount) * factor);
  return bytes < LEAST ? undefined : bytes;
}
