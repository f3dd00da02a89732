import type { LoggedError } from '../log/entry.ts';

/** Are they the same error, as far as its words tell? */
export const sameError = (one: LoggedError | undefined, other: LoggedError | undefined): boolean =>
  one !== undefined && other !== undefined && one.name === other.name && one.message === other.message;
