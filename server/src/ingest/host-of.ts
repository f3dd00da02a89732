/** No name is longer (RFC 1035); longer ones have as many ends to compare as their sender likes. */
const HOST_LENGTH = 253;

/** Host of an http, https, ws or wss URL, in lower case; an IPv6 address with its brackets; `''` for everything else. */
export function hostOf(url: string): string {
  const authority = authorityOf(url);
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const end = host.startsWith('[') ? host.indexOf(']') + 1 : host.indexOf(':');
  const name = end > 0 ? host.slice(0, end) : host;
  return name.length > HOST_LENGTH ? '' : name.toLowerCase();
}

function authorityOf(url: string): string {
  // By hand what nearly all are: this is asked several times for each report.
  const start = url.startsWith('https://') ? 8 : (/^(?:https?|wss?):\/\//i.exec(url)?.[0].length ?? -1);
  if (start < 0) return '';
  let end = start;
  while (end < url.length && !isEnd(url.charCodeAt(end))) end++;
  return url.slice(start, end);
}

/** Slash, question mark, hash and backslash. */
function isEnd(code: number): boolean {
  return code === 0x2f || code === 0x3f || code === 0x23 || code === 0x5c;
}
