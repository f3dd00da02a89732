/** A function and its argument as an expression, whose value is JSON. */
export const expressionOf = (work: (arg: never) => unknown, arg: unknown): string =>
  `Promise.resolve((${work})(${arg === undefined ? '' : JSON.stringify(arg)})).then((value) => JSON.stringify({ value }))`;

/** What came of it. */
export const resultOf = (json: string): unknown => (JSON.parse(json) as { value?: unknown }).value;
