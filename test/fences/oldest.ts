/**
 * The oldest browsers that the scripts which a browser loads as they are run in: the first of each with logical assignment
 * (`??=`) and `String.prototype.replaceAll()`. Both READMEs name them.
 */
export const OLDEST = { Chrome: 85, Edge: 85, Firefox: 79, Safari: 14 } as const;

/** Their edition of ECMAScript. */
export const EDITION = 2021;

/** Methods that came later. An optional call (`?.()`) is none: it has been thought of. */
export const NEWER: ReadonlySet<string> = new Set([
  ...['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with', 'group', 'groupBy'],
  ...['hasOwn', 'withResolvers', 'fromAsync', 'isWellFormed', 'toWellFormed', 'structuredClone'],
  ...['randomUUID', 'timeout', 'throwIfAborted', 'reportError'],
]);
