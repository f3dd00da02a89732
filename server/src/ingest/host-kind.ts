import { BlockList, isIP } from 'node:net';
import { parse } from 'tldts';
import { ownText } from '../store/own-text.ts';

/**
 * Where a host is: on the machine itself (`loopback`), in a network that the public does not reach (`private`: RFC 1918,
 * link-local and the like), by a name that no public name server has (`unlisted`: `proxy`, `gateway.lan`), or `public`.
 */
export type HostKind = 'loopback' | 'private' | 'unlisted' | 'public';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8);
LOOPBACK.addAddress('0.0.0.0');
LOOPBACK.addAddress('::1', 'ipv6');

/** Source: https://www.iana.org/assignments/iana-ipv4-special-registry, https://www.iana.org/assignments/iana-ipv6-special-registry */
const PRIVATE = new BlockList();
PRIVATE.addSubnet('10.0.0.0', 8);
PRIVATE.addSubnet('172.16.0.0', 12);
PRIVATE.addSubnet('192.168.0.0', 16);
PRIVATE.addSubnet('169.254.0.0', 16);
PRIVATE.addSubnet('100.64.0.0', 10);
PRIVATE.addSubnet('198.18.0.0', 15);
PRIVATE.addSubnet('fc00::', 7, 'ipv6');
PRIVATE.addSubnet('fe80::', 10, 'ipv6');

/** Names that stand for public ones in manuals and tests. Source: https://www.rfc-editor.org/rfc/rfc6761 */
const STAND_INS: ReadonlySet<string> = new Set(['example', 'test']);

/** Hosts have up to 253 characters, so this is half a megabyte. */
const LIMIT = 1_000;
const known = new Map<string, HostKind>();

/** `host`: in lower case, an IPv6 address in brackets. */
export function hostKind(host: string): HostKind {
  let kind = known.get(host);
  if (kind === undefined) {
    kind = kindOf(host);
    if (known.size >= LIMIT) known.clear();
    known.set(ownText(host), kind);
  }
  return kind;
}

function kindOf(host: string): HostKind {
  const address = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
  const version = isIP(address);
  if (version !== 0) {
    const family = version === 4 ? 'ipv4' : 'ipv6';
    if (LOOPBACK.check(address, family)) return 'loopback';
    return PRIVATE.check(address, family) ? 'private' : 'public';
  }
  const name = host.endsWith('.') ? host.slice(0, -1) : host;
  if (name === 'localhost' || name.endsWith('.localhost')) return 'loopback';
  const { publicSuffix, isIcann, isPrivate } = parse(name, {
    extractHostname: false,
    allowPrivateDomains: true,
  });
  if (publicSuffix === null || publicSuffix === undefined) return 'unlisted';
  return isIcann === true || isPrivate === true || STAND_INS.has(publicSuffix) ? 'public' : 'unlisted';
}
