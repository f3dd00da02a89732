import type { LoggedError } from '../log/entry.ts';
import { clip } from './clip.ts';

/** `TypeError: Failed to fetch`, in one line and not for ever. */
export function sayError(error: LoggedError | undefined): string {
  if (!error) return 'an unknown error';
  return clip(error.message ? `${error.name}: ${error.message}` : error.name, 160);
}
