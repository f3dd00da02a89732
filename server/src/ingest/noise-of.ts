import type { BodyMembers } from './body-members.ts';
import { INJECTED_HOSTS, INTERNAL_SCHEMES } from './noise-lists.ts';

const EXTENSION_URL = '-extension://';
/** No browser's scheme is longer. */
const SCHEME_LENGTH = 40;
const HOST_LENGTH = 253;

/**
 * The rule that marks a report as not caused by the site: `extension:SCHEME`, `internal:SCHEME`, `injected:HOST`,
 * `sample:SCHEME`; `''` for none. Such reports are tagged and counted, never dropped: a list like this ages.
 */
export function noiseOf(url: string, members: BodyMembers): string {
  return (
    placeNoise(members.text('blockedURL'), url) ||
    placeNoise(members.text('sourceFile'), url) ||
    documentNoise(url) ||
    sampleNoise(members.text('sample'))
  );
}

/** Full URL, bare scheme, or `scheme:line:column`: browsers write extensions in all three ways. */
function placeNoise(place: string, document: string): string {
  if (place === '') return '';
  if (place.startsWith('data:text/html,chromewebdata')) return 'internal:chromewebdata';
  const scheme = /^[a-z][a-z0-9+.-]*(?=:|$)/i.exec(place)?.[0].toLowerCase();
  if (scheme === undefined) return '';
  if (scheme === 'http' || scheme === 'https') return hostNoise(place, document);
  return schemeNoise(scheme.slice(-SCHEME_LENGTH));
}

function schemeNoise(scheme: string): string {
  if (/-extension$/.test(scheme) || scheme === 'webkit-masked-url' || scheme === 'mxaddon-pkg') {
    return `extension:${scheme}`;
  }
  return INTERNAL_SCHEMES.has(scheme) ? `internal:${scheme}` : '';
}

function hostNoise(place: string, document: string): string {
  const host = hostOf(place);
  // Blocked on the developer's own machine is a finding there; on a public page it is something local that injects.
  if (isLocal(host)) return isLocal(hostOf(document)) ? '' : `injected:${host}`;
  for (let name = host; name !== ''; name = name.slice(name.indexOf('.') + 1 || name.length)) {
    if (INJECTED_HOSTS.has(name)) return `injected:${name}`;
  }
  return '';
}

function documentNoise(url: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*(?=:)/i.exec(url)?.[0].toLowerCase();
  if (scheme === undefined || scheme === 'http' || scheme === 'https') return '';
  return schemeNoise(scheme.slice(-SCHEME_LENGTH));
}

/** Firefox blocks an extension's inline script under the page's own name; only the sample tells. */
function sampleNoise(sample: string): string {
  const at = sample.indexOf(EXTENSION_URL);
  let start = at;
  while (start > 0 && isSchemeLetter(sample.charCodeAt(start - 1))) start--;
  return start >= at ? '' : `sample:${sample.slice(start, at).slice(-SCHEME_LENGTH)}-extension`;
}

/** A to z in lower case, and the hyphen. */
function isSchemeLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || code === 0x2d;
}

function hostOf(url: string): string {
  const host = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(url)?.[1] ?? '';
  // Longer ones are no names (RFC 1035), and have as many ends to compare as their sender likes.
  return host.length > HOST_LENGTH ? '' : host.toLowerCase();
}

function isLocal(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1';
}
