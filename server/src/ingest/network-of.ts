import { isIP } from 'node:net';

/**
 * The part of an address that stands for one client: IPv4 whole, of IPv6 the first 64 bits, since a household or a
 * server has all that share them (RFC 6177). Also takes what proxies write: with a port, in brackets, mapped IPv4.
 */
export function networkOf(address: string): string {
  const colon = address.indexOf(':');
  if (colon < 0) return address;
  // One colon: IPv4 with a port.
  if (colon === address.lastIndexOf(':')) return address.slice(0, colon);
  const plain = (/^\[([^\]]*)\]/.exec(address)?.[1] ?? address).toLowerCase();
  if (plain.includes('.')) return plain.slice(plain.lastIndexOf(':') + 1);
  const [before = '', after] = plain.split('::', 2);
  const groups = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  while (after !== undefined && groups.length + tail.length < 8) groups.push('0');
  return [...groups, ...tail]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

/** Whether this is no client but may be a proxy on the same machine, which would be limited for everybody. */
export function mayBeProxy(address: string): boolean {
  if (address === '') return true;
  return (
    isIP(address) !== 0 &&
    (address.startsWith('127.') || address === '::1' || address.startsWith('::ffff:127.'))
  );
}

/** Loopback, or an address of a private network: where proxies of one's own stand. */
export function isLocal(address: string): boolean {
  if (address !== '' && mayBeProxy(address)) return true;
  return /^(?:::ffff:)?(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)|^(?:f[cd]|fe80)/i.test(address);
}
