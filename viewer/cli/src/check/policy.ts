/** A Content-Security-Policy, by its directives. */
export type Policy = ReadonlyMap<string, readonly string[]>;

/** Parses the policies of a header's value: https://www.w3.org/TR/CSP3/#parse-serialized-policy-list */
export const parsePolicies = (value: string): readonly Policy[] =>
  value
    .split(',')
    .map((policy) => {
      const directives = new Map<string, readonly string[]>();
      for (const part of policy.split(';')) {
        const [name, ...sources] = part.trim().split(/\s+/);
        if (name && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
      }
      return directives as Policy;
    })
    .filter((policy) => policy.size > 0);

/** The directive that decides, and what it allows; undefined where nothing is said. */
export function directiveFor(
  policy: Policy,
  ...names: readonly string[]
): readonly [string, readonly string[]] | undefined {
  for (const name of names) {
    const sources = policy.get(name);
    if (sources !== undefined) return [name, sources];
  }
  return undefined;
}

/** Whether a list of sources allows an address: https://www.w3.org/TR/CSP3/#match-url-to-source-list */
export function allows(sources: readonly string[], address: URL, self: URL): boolean {
  return sources.some((source) => {
    const lower = source.toLowerCase();
    if (lower === "'self'")
      return (
        address.host === self.host && (address.protocol === self.protocol || address.protocol === 'https:')
      );
    if (lower === '*') return /^https?:$/.test(address.protocol);
    if (/^[a-z][a-z\d+.-]*:$/.test(lower))
      return address.protocol === lower || (lower === 'http:' && address.protocol === 'https:');
    if (lower.startsWith("'")) return false;
    return matchesHost(source, address, self);
  });
}

function matchesHost(source: string, address: URL, self: URL): boolean {
  const [, scheme, host = '', port, path] =
    /^(?:([a-z][a-z\d+.-]*):\/\/)?([^/:]+)(?::(\d+|\*))?(\/.*)?$/i.exec(source) ?? [];
  if (host === '') return false;
  const wanted = scheme === undefined ? self.protocol : `${scheme.toLowerCase()}:`;
  if (address.protocol !== wanted && !(wanted === 'http:' && address.protocol === 'https:')) return false;
  const name = host.toLowerCase();
  const sameHost =
    name === '*' ||
    (name.startsWith('*.') ? address.hostname.endsWith(name.slice(1)) : address.hostname === name);
  if (!sameHost) return false;
  const usual = (protocol: string): string => (protocol === 'https:' ? '443' : '80');
  if (port !== '*' && (address.port || usual(address.protocol)) !== (port ?? usual(address.protocol)))
    return false;
  if (path === undefined || path === '/') return true;
  return path.endsWith('/') ? address.pathname.startsWith(path) : address.pathname === path;
}
