/** Average size of an entry, bytes. */
export const sizeOf = (entries: readonly unknown[]): number =>
  JSON.stringify(entries).length / (entries.length || 1);
