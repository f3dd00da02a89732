/** The methods that a script names in its strings, as `Interface.method`. */
export const namedMethods = (source: string): readonly string[] => [
  ...new Set(source.match(/\b[A-Z][A-Za-z]+\.[a-z][A-Za-z]+\b/g)),
];
