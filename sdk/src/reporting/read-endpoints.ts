import { endpointsOf, type ReportingEndpoint } from './endpoints-of.ts';

/**
 * Reads the reporting endpoints in a document's headers, which no API shows to the page that they came with: by one HEAD
 * request for it, with cookies, made when this is called and at no other time. Undefined where no headers could be read:
 * of another origin's documents browsers show them to nobody.
 *
 * @param address of the document; a relative one counts from this page
 */
export async function readEndpoints(
  address: string,
  scope: Pick<Window & typeof globalThis, 'fetch' | 'location'> = window,
): Promise<readonly ReportingEndpoint[] | undefined> {
  try {
    const { href, protocol } = new URL(address, scope.location.href);
    if (!protocol.startsWith('http')) return undefined;
    const response = await scope.fetch(href, {
      method: 'HEAD',
      // Not `only-if-cached`: a miss would be an error in the console.
      cache: 'force-cache',
      credentials: 'same-origin',
    });
    return [405, 501].includes(response.status) ? undefined : endpointsOf(response.headers, href);
  } catch {
    return undefined;
  }
}
