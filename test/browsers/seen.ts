import { mkdirSync, writeFileSync } from 'node:fs';

/** What one group of features came to in one browser: `seen`, or why it can't be. */
export interface Seen {
  readonly browser: string;
  readonly version: string;
  readonly group: string;
  readonly features: Readonly<Record<string, string>>;
}

const folder = new URL('./.seen/', import.meta.url);

/** A file of its own each: several parts of a run write at a time. `table.mjs` puts them together at its end. */
export function writeSeen(seen: Seen): void {
  mkdirSync(folder, { recursive: true });
  const name = `${seen.browser} ${seen.group}`.replaceAll(' ', '-');
  writeFileSync(new URL(`${name}.json`, folder), JSON.stringify(seen));
}
