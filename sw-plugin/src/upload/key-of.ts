/** Options as text, by which others are told from them. Of a pattern JSON knows nothing: it stands as it is written. */
export const keyOf = (options: unknown): string =>
  JSON.stringify(options, (_, value) => (value instanceof RegExp ? `${value}` : value));
