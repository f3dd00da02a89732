import type { NewEntry } from '../log/index.ts';

/** Of payments: what a card, an account or a person is known by. Of notifications: what a person answered. */
const CONTENTS: RegExp =
  /Details|Data|Address|Error|^(Reply|Country|Region|City|Dependent Locality|Postal Code|Sorting Code|Organization|Recipient|Phone)/;

const shape = (text: string): string => text && `string(${text.length})`;

/**
 * An entry without what a payment handler is given and gives, and without a notification's reply: their sizes stay. All else
 * is as it was.
 */
export function asShapes(entry: NewEntry): NewEntry {
  const { service, metadata, detail } = entry;
  if (service !== 'paymentHandler' && service !== 'notifications') return entry;
  const kept = Object.entries(metadata).map(([name, value]) => [
    name,
    CONTENTS.test(name) ? shape(value) : value,
  ]);
  const { reply } = detail;
  return {
    ...entry,
    metadata: Object.fromEntries(kept),
    detail: reply ? { ...detail, reply: shape(reply) } : detail,
  };
}
