/** No name is longer (RFC 1035); longer ones have as many ends to compare as their sender likes. */
const HOST_LENGTH = 253;

/** Host of an http, https, ws or wss URL, in lower case; an IPv6 address with its brackets; `''` for everything else. */
export function hostOf(url: string): string {
  const match = /^(?:https?|wss?):\/\/([^/?#\\]*)/i.exec(url);
  const authority = match?.[1] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const end = host.startsWith('[') ? host.indexOf(']') + 1 : host.indexOf(':');
  const name = end > 0 ? host.slice(0, end) : host;
  return name.length > HOST_LENGTH ? '' : name.toLowerCase();
}
