import type { LoggedError } from '../log/entry.ts';

const MAX_TEXT = 16_384;

/** Anything that can be thrown, as plain data. What is no error is named by its type. */
export function loggedError(error: unknown): LoggedError {
  const { name = typeof error, message = error, stack } = Object(error) as Partial<Error>;
  const cut = (value: unknown): string => String(value).slice(0, MAX_TEXT);
  return { name: cut(name), message: cut(message), ...(stack && { stack: cut(stack) }) };
}
