import { endpointsOf, type ReportingEndpoint } from './endpoints-of.ts';

/**
 * Asks for the document's own headers, which no API shows to the page that they came with: one HEAD request, which
 * has no side effects (https://httpwg.org/specs/rfc9110.html#HEAD) and which Chromium answers from its HTTP cache.
 * Not `only-if-cached`: a miss would be an error in the host's console. Undefined where no headers could be read.
 */
export async function readEndpoints(
  scope: Pick<Window & typeof globalThis, 'fetch' | 'location'>,
): Promise<readonly ReportingEndpoint[] | undefined> {
  const { href } = scope.location;
  if (!href.startsWith('http')) return undefined;
  try {
    const response = await scope.fetch(href, {
      method: 'HEAD',
      cache: 'force-cache',
      credentials: 'same-origin',
    });
    return [405, 501].includes(response.status) ? undefined : endpointsOf(response.headers, href);
  } catch {
    return undefined;
  }
}
