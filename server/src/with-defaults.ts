/** What may be left out, or said to be undefined, which means the same. */
export type Optional<Options> = { readonly [Name in keyof Options]?: Options[Name] | undefined };

/** The options with what was not said taken from the defaults: unlike a spread, `undefined` does not replace one. */
export function withDefaults<Options extends object>(
  defaults: Options,
  given: Optional<Options> | undefined,
): Options {
  const said = Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(said) };
}
