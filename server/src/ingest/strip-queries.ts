/**
 * A report's body in which no URL has user information, a query or a fragment: capability URLs and search terms need not be
 * stored to find a fault. What has none of these is given back as it is. `depth` bounds the nesting; the parser has refused
 * anything deeper.
 */
export function stripQueries(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return stripQuery(value);
  if (typeof value !== 'object' || value === null || depth < 0) return value;
  const members = value as Record<string, unknown>;
  let stripped: [string, unknown][] | undefined;
  // What comes from JSON has no members but its own.
  for (const name in members) {
    const member = members[name];
    const bare = stripQueries(member, depth - 1);
    if (bare !== member) {
      stripped ??= [];
      stripped.push([name, bare]);
    }
  }
  if (stripped === undefined) return value;
  if (Array.isArray(value)) return Object.assign([...value], Object.fromEntries(stripped));
  // `fromEntries` defines members, so that one named `__proto__` stays a member.
  return Object.fromEntries([...Object.entries(members), ...stripped]);
}

/** Only whole strings that are URLs: a policy or a code sample that mentions one stays as it is. */
export function stripQuery(text: string): string {
  // Most have nothing that could go; to look for that costs a tenth of an expression.
  if (!text.includes('?') && !text.includes('#') && !text.includes('@')) return text;
  if (!/^[a-z][a-z0-9+.-]*:\/\/\S*$/i.test(text)) return text;
  return text.replace(/[?#].*$/s, '').replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/]*@/i, '$1');
}
