import type { LoggedError } from '../log/entry.ts';
import { clip } from './clip.ts';
import { saySource } from './say-source.ts';

/** `TypeError: Failed to fetch (sw.js:12)`, in one line and not for ever. */
export function sayError(error: LoggedError | undefined): string {
  if (!error) return 'an unknown error';
  const source = saySource(error.stack);
  return `${clip(error.message ? `${error.name}: ${error.message}` : error.name, 160).replace(/\.$/, '')}${source ? ` (${source})` : ''}`;
}
