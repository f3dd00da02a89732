/** One line of the endpoints table, as DevTools has it. */
export interface ReportingEndpoint {
  readonly name: string;
  readonly url: string;
  /** The document's origin. */
  readonly origin: string;
  /** The header that named it. */
  readonly header: 'Reporting-Endpoints' | 'Report-To' | 'NEL';
}

/** `name="url"` members of a structured-field dictionary; parameters and members that are no strings are passed over. */
const MEMBER = /(?:^|,)\s*([a-z*][\w.*-]*)\s*=\s*"((?:[^"\\]|\\["\\])*)"/g;

/**
 * The endpoints that a document's own response headers name.
 *
 * `Reporting-Endpoints` (https://w3c.github.io/reporting/#header), and the older `Report-To` with `NEL`, which points
 * at one of its groups. A relative URL counts from the document; what cannot be read is left out.
 */
export function endpointsOf(
  headers: Pick<Headers, 'get'>,
  documentURL: string,
): readonly ReportingEndpoint[] {
  const { origin } = new URL(documentURL);
  const found: ReportingEndpoint[] = [];

  function add(header: ReportingEndpoint['header'], name: string, url: string): void {
    try {
      found.push({ name, url: new URL(url, documentURL).href, origin, header });
    } catch {
      // The browser ignores it too.
    }
  }

  for (const [, name = '', url = ''] of (headers.get('reporting-endpoints') ?? '').matchAll(MEMBER)) {
    add('Reporting-Endpoints', name, url.replaceAll(/\\(.)/g, '$1'));
  }
  const groups = new Map<unknown, string[]>();
  for (const { group = 'default', endpoints } of jsonList(headers.get('report-to'))) {
    if (!Array.isArray(endpoints)) continue;
    const urls = endpoints.map((endpoint: { url?: unknown } | null) => String(endpoint?.url));
    groups.set(group, urls);
    for (const url of urls) add('Report-To', String(group), url);
  }
  for (const { report_to: name } of jsonList(headers.get('nel'))) {
    for (const url of groups.get(name) ?? []) add('NEL', String(name), url);
  }
  return found;
}

/** These headers hold JSON objects separated by commas: a JSON array without its brackets. */
function jsonList(value: string | null): readonly Readonly<Record<string, unknown>>[] {
  try {
    // Of a number or a string no member is read that it has.
    return (JSON.parse(`[${value ?? ''}]`) as Readonly<Record<string, unknown>>[]).filter(Boolean);
  } catch {
    return [];
  }
}
