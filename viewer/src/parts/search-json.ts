/** Where a text occurs in a piece of JSON, as paths. */
export interface JsonMatches {
  readonly found: ReadonlySet<string>;
  /** Containers with a match somewhere below. */
  readonly above: ReadonlySet<string>;
}

/** A log may hold anything; a search ends after this many places. */
const MOST_PLACES = 50_000;

export const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Members with their names; of an array with their indices. */
export const membersOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  isContainer(value) ? Object.entries(value).filter(([, one]) => one !== undefined) : [];

/** Looks for a text in names and values, without regard to case. */
export function searchJson(value: unknown, text: string): JsonMatches {
  const wanted = text.toLowerCase();
  const found = new Set<string>();
  const above = new Set<string>();
  let places = 0;
  const visit = (one: unknown, path: string, parents: readonly string[]): void => {
    for (const [key, member] of membersOf(one)) {
      if (++places > MOST_PLACES) return;
      const own = pathOf(path, key);
      const inside = isContainer(member);
      if (key.toLowerCase().includes(wanted) || (!inside && String(member).toLowerCase().includes(wanted))) {
        found.add(own);
        for (const parent of parents) above.add(parent);
      }
      if (inside) visit(member, own, [...parents, own]);
    }
  };
  visit(value, '', []);
  return { found, above };
}

/** As it is written in JavaScript: `a.b[0]["c d"]`. */
export function pathOf(parent: string, key: string): string {
  if (/^\d+$/.test(key)) return `${parent}[${key}]`;
  if (/^[A-Za-z_$][\w$]*$/.test(key)) return parent === '' ? key : `${parent}.${key}`;
  return `${parent}[${JSON.stringify(key)}]`;
}
