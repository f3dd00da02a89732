import type { NewEntry } from '../log/index.ts';

/**
 * Names of metadata: what a card, an account or a person is known by, and what a person answered. No other
 * service has names like these: `Reply`, `Region`, `Recipient`, `Country`, `City`, `Dependent Locality`, `Postal Code` …
 */
const CONTENTS = /Data|Detail|Addr|^(Re[pgc]|Err|C[oi]|Dep|Pos|Sor|Org|Pho)/;

/** Each text of these as its size. In place: nobody has seen the entry yet. */
function shape(texts: Record<string, unknown>, names: RegExp): void {
  for (const name in texts) if (names.test(name)) texts[name] &&= `string(${(texts[name] as string).length})`;
}

/**
 * Takes out of a fresh entry what a payment handler is given and gives, and a notification's reply: their sizes stay, and
 * all else.
 */
export function asShapes(entry: NewEntry): NewEntry {
  shape(entry.metadata, CONTENTS);
  shape(entry.detail as Record<string, unknown>, /^reply$/);
  return entry;
}
