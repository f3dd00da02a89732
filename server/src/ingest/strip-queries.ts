/**
 * A copy of a report's body in which no URL has user information, a query or a fragment: capability URLs and search
 * terms need not be stored to find a fault. `depth` bounds the nesting; the parser has refused anything deeper.
 */
export function stripQueries(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return stripQuery(value);
  if (typeof value !== 'object' || value === null || depth < 0) return value;
  if (Array.isArray(value)) return value.map((member) => stripQueries(member, depth - 1));
  // `fromEntries` defines members, so that one named `__proto__` stays a member.
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, stripQueries(member, depth - 1)]),
  );
}

/** Only whole strings that are URLs: a policy or a code sample that mentions one stays as it is. */
export function stripQuery(text: string): string {
  if (!/^[a-z][a-z0-9+.-]*:\/\/\S*$/i.test(text)) return text;
  return text.replace(/[?#].*$/s, '').replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/]*@/i, '$1');
}
