import type { BodyMembers } from './body-members.ts';
import type { Browser } from './browser-of.ts';
import { SRCDOC } from './document-origin.ts';
import { type HostKind, hostKind } from './host-kind.ts';
import { hostOf } from './host-of.ts';
import { INJECTED_HOSTS, INTERNAL_SCHEMES, PROXY_HOSTS } from './noise-lists.ts';

const EXTENSION_URL = '-extension://';
/** What nearly all are needs no expression. */
const HTTPS = 'https://';
/** No browser's scheme is longer. */
const SCHEME_LENGTH = 40;
/** Also the channels over which security products talk to their scripts. */
const WEB: ReadonlySet<string> = new Set(['http', 'https', 'ws', 'wss']);

/**
 * The rule that marks a report as not caused by the site: `extension:SCHEME`, `internal:SCHEME`, `injected:HOST` (or what
 * kind of host: `injected:loopback`, `injected:private`, `injected:unlisted`), `sample:SCHEME`, `proxied:HOST`,
 * `in-app:APP`; `''` for none. Such reports are tagged and counted, never dropped: a list like this ages.
 */
export function noiseOf(
  url: string,
  members: BodyMembers,
  { kind, name }: Pick<Browser, 'kind' | 'name'>,
): string {
  const blocked = members.text('blockedURL');
  return (
    placeNoise(blocked, url) ||
    placeNoise(members.text('sourceFile'), url) ||
    documentNoise(url) ||
    sampleNoise(members.text('sample')) ||
    (kind === 'in-app' && WRITTEN_IN.has(blocked) ? `in-app:${name}` : '')
  );
}

/** What apps write into the pages that they show: nothing that a page loads from elsewhere. */
const WRITTEN_IN: ReadonlySet<string> = new Set(['inline', 'eval', 'self', 'wasm-eval']);

/**
 * What about a host, as part of a page at `document`, can't be that page's doing: `''` where it may well be. On a machine
 * or in a network of one's own it is a finding there.
 */
export function strangeKind(host: string, document: string): Exclude<HostKind, 'public'> | '' {
  if (host === '') return '';
  const kind = hostKind(host);
  return kind === 'public' || hostKind(hostOf(document)) !== 'public' ? '' : kind;
}

/** Full URL, bare scheme, or `scheme:line:column`: browsers write extensions in all three ways. */
function placeNoise(place: string, document: string): string {
  if (place === '') return '';
  if (place.startsWith(HTTPS)) return hostNoise(place, document);
  if (place.startsWith('data:text/html,chromewebdata')) return 'internal:chromewebdata';
  const scheme = /^[a-z][a-z0-9+.-]*(?=:|$)/i.exec(place)?.[0].toLowerCase();
  if (scheme === undefined) return '';
  if (WEB.has(scheme)) return hostNoise(place, document);
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
  const strange = strangeKind(host, document);
  if (strange !== '') return `injected:${strange}`;
  const injected = listed(host, INJECTED_HOSTS);
  return injected === '' ? '' : `injected:${injected}`;
}

/** The host or the domain above it that is in the list; `''` for none. */
function listed(host: string, list: ReadonlySet<string>): string {
  for (let name = host; name !== ''; name = name.slice(name.indexOf('.') + 1 || name.length)) {
    if (list.has(name)) return name;
  }
  return '';
}

function documentNoise(url: string): string {
  if (url.startsWith(HTTPS)) return proxyNoise(url);
  const scheme = /^[a-z][a-z0-9+.-]*(?=:)/i.exec(url)?.[0].toLowerCase();
  // The frame's own scheme, but its embedder's doing: what it loads is in that one's page.
  if (scheme === undefined || url === SRCDOC) return '';
  if (scheme !== 'http' && scheme !== 'https') return schemeNoise(scheme.slice(-SCHEME_LENGTH));
  return proxyNoise(url);
}

function proxyNoise(url: string): string {
  const proxy = listed(hostOf(url), PROXY_HOSTS);
  return proxy === '' ? '' : `proxied:${proxy}`;
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
