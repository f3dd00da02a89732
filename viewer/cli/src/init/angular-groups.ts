/** What becomes of one group of ngsw-config.json. */
export interface GroupEdit {
  /** Where its list of files is. */
  readonly path: readonly (string | number)[];
  /** What the list lacks; undefined where it is put together in a way that is not understood. */
  readonly missing: readonly string[] | undefined;
}

type Group = { readonly resources?: { readonly files?: unknown } } | null;

/**
 * What keeps files out of Angular's precache: of each asset group whose patterns match one of them, the exceptions that it
 * lacks. https://angular.dev/ecosystem/service-workers/config#assetgroups
 *
 * @param kept exceptions, each with the files that it is to keep out, as paths from the root
 */
export function missingExceptions(
  config: unknown,
  kept: ReadonlyMap<string, readonly string[]>,
): readonly GroupEdit[] {
  const groups: unknown = (config as { readonly assetGroups?: unknown })?.assetGroups;
  if (!Array.isArray(groups)) return [];
  return groups.flatMap((group: Group, index): readonly GroupEdit[] => {
    const files = group?.resources?.files;
    if (files === undefined) return [];
    const path = ['assetGroups', index, 'resources', 'files'];
    if (!Array.isArray(files) || files.some((one) => typeof one !== 'string'))
      return [{ path, missing: undefined }];
    const holds = matcherOf(files);
    const missing = [...kept].flatMap(([exception, names]) => (names.some(holds) ? [exception] : []));
    return missing.length > 0 ? [{ path, missing }] : [];
  });
}

/** As Angular reads a list: the later pattern wins, and `!` takes out. */
function matcherOf(globs: readonly string[]): (name: string) => boolean {
  const patterns = globs.map((glob) => ({
    takes: !glob.startsWith('!'),
    pattern: patternOf(glob.replace(/^!/, '')),
  }));
  return (name) =>
    patterns.reduce((held, { takes, pattern }) => (pattern(name) ? takes : held), false as boolean);
}

const PARTS: Readonly<Record<string, string>> = { '**/': '(?:.+/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };

/** `**` is any number of folders, `*` and `?` stay within one, and the rest is an expression: `(svg|png)`. */
function patternOf(glob: string): (name: string) => boolean {
  const source = glob.replace(/\*\*\/|\*\*|[*?.+]/g, (part) => PARTS[part] ?? `\\${part}`);
  try {
    const pattern = new RegExp(`^${source}$`);
    return (name) => pattern.test(name);
  } catch {
    return () => true;
  }
}
