import type { LoggedError } from '../log/entry.ts';
import { clip } from './clip.ts';
import { saySource } from './say-source.ts';

/** `TypeError: Failed to fetch (sw.js:12)`, in one line and not for ever. */
export function sayError(error: LoggedError | undefined): string {
  if (!error) return 'an unknown error';
  const source = saySource(error.stack);
  // Scope and address of the script can be longer than what is quoted, and the reason comes behind them.
  const message = error.message.replace(/^(Failed to \w+ a ServiceWorker) for .*'\): /, '$1: ');
  return `${clip(message ? `${error.name}: ${message}` : error.name, 160).replace(/\.$/, '')}${source ? ` (${source})` : ''}`;
}
