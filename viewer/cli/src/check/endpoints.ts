/** An endpoint that headers name. */
export interface Endpoint {
  readonly name: string;
  readonly url: string;
  /** The header that names it. */
  readonly header: string;
}

/** `Reporting-Endpoints: name="url", …`, a structured dictionary: https://www.rfc-editor.org/rfc/rfc9651 */
export const reportingEndpoints = (value: string, page: URL): readonly Endpoint[] =>
  [...value.matchAll(/([a-z*][a-z0-9_.*-]*)\s*=\s*"((?:[^"\\]|\\.)*)"/g)].flatMap(
    ([, name = '', url = '']) =>
      URL.canParse(url, page) ? [{ name, url: new URL(url, page).href, header: 'Reporting-Endpoints' }] : [],
  );

/** `Report-To: {…}, {…}`, as browsers read it; undefined where it is no JSON. */
export function reportTo(value: string, page: URL): readonly Endpoint[] | undefined {
  let groups: unknown;
  try {
    groups = JSON.parse(`[${value}]`);
  } catch {
    return undefined;
  }
  return (groups as readonly { readonly group?: unknown; readonly endpoints?: unknown }[]).flatMap((one) => {
    const endpoints = Array.isArray(one?.endpoints)
      ? (one.endpoints as readonly { readonly url?: unknown }[])
      : [];
    return endpoints.flatMap(({ url }) =>
      typeof url === 'string' && URL.canParse(url, page)
        ? [
            {
              name: typeof one.group === 'string' ? one.group : 'default',
              url: new URL(url, page).href,
              header: 'Report-To',
            },
          ]
        : [],
    );
  });
}
