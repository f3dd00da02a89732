import type { BodyMembers } from './body-members.ts';
import { INJECTED_HOSTS, INTERNAL_SCHEMES } from './noise-lists.ts';

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
  return schemeNoise(scheme);
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
  return scheme === undefined || scheme === 'http' || scheme === 'https' ? '' : schemeNoise(scheme);
}

/** Firefox blocks an extension's inline script under the page's own name; only the sample tells. */
function sampleNoise(sample: string): string {
  const scheme = /\b([a-z-]+-extension):\/\//.exec(sample)?.[1];
  return scheme === undefined ? '' : `sample:${scheme}`;
}

function hostOf(url: string): string {
  return /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(url)?.[1]?.toLowerCase() ?? '';
}

function isLocal(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1';
}
