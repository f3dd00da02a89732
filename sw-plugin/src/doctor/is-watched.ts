import type { Entry } from '../log/entry.ts';

/** Is it a line as the recorder writes it, of a service that rules are about? A file can hold anything. */
export function isWatched(entry: Entry | undefined): boolean {
  return (
    typeof entry?.service === 'string' &&
    entry.service !== 'reporting' &&
    typeof entry.time === 'number' &&
    typeof entry.event === 'string' &&
    typeof entry.boot === 'string'
  );
}
