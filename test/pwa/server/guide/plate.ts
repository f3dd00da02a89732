/** Bytes of every plate; the app tells the browser four times this much as the total of its download. */
export const PLATE_BYTES = 60_000;

const COLORS = ['#2f6f4f', '#a3632d', '#3b5f8a', '#7a4b7d'];

/** Plate 1 to 4: a leaf, drawn anew per number, padded to `PLATE_BYTES` so that there is something to download. */
export function plate(number: number): Uint8Array<ArrayBuffer> {
  const color = COLORS[number - 1] ?? '#2f6f4f';
  const pairs = 3 + number;
  const leaflets = Array.from({ length: pairs }, (_, index) => {
    const y = 150 - (index * 110) / pairs;
    const reach = 46 - index * (30 / pairs);
    return `<path d="M80 ${y}q-${reach} -4 -${reach} -26q${reach} 2 ${reach} 26q${reach} -4 ${reach} -26q-${reach} 2 -${reach} 26"/>`;
  }).join('');
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 190"><path d="M80 180V26" stroke="${color}" stroke-width="3" fill="none"/><g fill="${color}">${leaflets}</g></svg>`;
  const bytes = new Uint8Array(PLATE_BYTES).fill(0x20);
  bytes.set(new TextEncoder().encode(drawing));
  return bytes;
}
