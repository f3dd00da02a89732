/** A function and its argument as an expression, whose value is JSON: of what it returned, or of what it threw. */
export const expressionOf = (work: (arg: never) => unknown, arg: unknown): string =>
  `(async () => (${work})(${arg === undefined ? '' : JSON.stringify(arg)}))().then((value) => JSON.stringify({ value }), (error) => JSON.stringify({ error: String(error) }))`;

/** What came of it. Throws what it threw, by its name and message. */
export function resultOf(json: string): unknown {
  const { value, error } = JSON.parse(json) as { readonly value?: unknown; readonly error?: string };
  if (error !== undefined) throw new Error(error.replace(/^Error: /, ''));
  return value;
}
