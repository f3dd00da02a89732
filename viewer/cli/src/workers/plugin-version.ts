const VERSION = String.raw`(\d+\.\d+\.\d+(?:-[\w.]+)?)`;
/** As the built script has it: the version, and beside it the symbol by which a second copy knows the first. */
const BUILT = new RegExp(`["'\`]${VERSION}["'\`][,;]\\s*(?:var |let |const )?[\\w$]+\\s*=\\s*Symbol`);
const ANY = new RegExp(`["'\`]${VERSION}["'\`]`);

/** The version of a copy of the plugin; undefined where it is none. */
export function pluginVersion(script: string): string | undefined {
  if (!/\boffstage\b/.test(script)) return undefined;
  return (BUILT.exec(script) ?? ANY.exec(script))?.[1];
}
