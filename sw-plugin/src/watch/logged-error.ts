import type { LoggedError } from '../log/entry.ts';
import { dataOf } from '../platform.ts';

const MAX_TEXT = 16_384;

/**
 * Anything that can be thrown, as plain data. What is no error is named by its type, and of its members those are read
 * that are data: a getter is the host's code.
 */
export function loggedError(error: unknown): LoggedError {
  const read = (name: keyof Error): unknown => (error instanceof Error ? error[name] : dataOf(error, name));
  const cut = (value: unknown): string => String(value).slice(0, MAX_TEXT);
  const stack = read('stack');
  return {
    name: cut(read('name') ?? typeof error),
    message: cut(read('message') ?? (error instanceof Object ? '' : error)),
    ...(stack !== undefined && { stack: cut(stack) }),
  };
}
