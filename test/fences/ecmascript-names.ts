import { runInNewContext } from 'node:vm';

/** What the language itself has as globals: a host could not live without it either. */
export const ECMASCRIPT_NAMES: readonly string[] = runInNewContext('Object.getOwnPropertyNames(globalThis)');
