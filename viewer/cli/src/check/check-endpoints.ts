import { type Endpoint, reportingEndpoints, reportTo } from './endpoints.ts';
import type { Get, Got } from './get.ts';
import type { Policy } from './policy.ts';
import type { Results } from './result.ts';

/** Do the headers name an endpoint, and does it take a report? @param post whether one is posted */
export async function checkEndpoints(
  page: Got,
  policies: readonly Policy[],
  get: Get,
  post: boolean,
  results: Results,
): Promise<void> {
  const { headers, url } = page;
  const named = reportingEndpoints(headers.get('reporting-endpoints') ?? '', url);
  const groups = reportTo(headers.get('report-to') ?? '', url);
  if (groups === undefined)
    results.bad(
      'error',
      'REPORT_TO_BROKEN',
      'The header is no JSON, and browsers drop it.',
      'Report-To',
      'Report-To: {"group":"default","max_age":86400,"endpoints":[{"url":"https://…/reports"}]}',
    );
  const all = [...named, ...(groups ?? [])];
  if (headers.has('reporting-endpoints') && named.length === 0)
    results.bad(
      'error',
      'ENDPOINTS_BROKEN',
      'The header names no endpoint that browsers understand.',
      'Reporting-Endpoints',
      'Reporting-Endpoints: default="https://…/reports"',
    );
  for (const policy of policies)
    for (const name of policy.get('report-to') ?? [])
      if (!all.some((one) => one.name === name))
        results.bad(
          'warning',
          'ENDPOINT_UNNAMED',
          `The policy reports to “${name}”, which no header names.`,
          'Content-Security-Policy',
          `Reporting-Endpoints: ${name}="https://…/reports"`,
        );
  const nel = /"report_to"\s*:\s*"([^"]*)"/.exec(headers.get('nel') ?? '')?.[1];
  if (nel !== undefined && !(groups ?? []).some(({ name }) => name === nel))
    results.bad(
      'warning',
      'NEL_UNNAMED',
      `NEL reports to “${nel}”, which Report-To does not name (Reporting-Endpoints does not count for it).`,
      'NEL',
      `Report-To: {"group":"${nel}","max_age":86400,"endpoints":[{"url":"https://…/reports"}]}`,
    );
  if (all.length === 0 && groups !== undefined && !headers.has('reporting-endpoints')) {
    results.bad(
      'info',
      'NO_ENDPOINT',
      'No header names an endpoint, so browsers post no reports. That is fine unless you want them.',
      page.url.href,
      'Reporting-Endpoints: default="https://…/reports"',
    );
    return;
  }
  const asked = new Set<string>();
  for (const endpoint of all) {
    if (asked.has(endpoint.url)) continue;
    asked.add(endpoint.url);
    await checkEndpoint(endpoint, page, get, post, results);
  }
}

async function checkEndpoint(
  { name, url, header }: Endpoint,
  page: Got,
  get: Get,
  post: boolean,
  results: Results,
): Promise<void> {
  const address = new URL(url);
  const where = `${header}: ${name}`;
  const isLocal = /^(localhost|127\.|\[::1\])/.test(address.hostname);
  if (address.protocol !== 'https:')
    results.bad(
      isLocal ? 'info' : 'error',
      'ENDPOINT_INSECURE',
      `${url} is not https: browsers post reports only there.`,
      where,
      'Serve it by https.',
    );
  if (address.origin !== page.url.origin) {
    const asked = await get(url, {
      method: 'OPTIONS',
      headers: {
        origin: page.url.origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    const origin = asked.headers.get('access-control-allow-origin');
    const allowed = asked.headers.get('access-control-allow-headers')?.toLowerCase() ?? '';
    if (asked.failed !== undefined) {
      results.bad(
        'error',
        'ENDPOINT_DEAD',
        `${url} does not answer (${asked.failed}).`,
        where,
        'See whether its server runs.',
      );
      return;
    }
    if (!asked.ok || (origin !== '*' && origin !== page.url.origin) || !/\*|content-type/.test(allowed))
      results.bad(
        'error',
        'ENDPOINT_PREFLIGHT',
        `${url} does not let ${page.url.origin} post: preflight ${asked.status}.`,
        where,
        `It has to answer OPTIONS with Access-Control-Allow-Origin: * and Access-Control-Allow-Headers: content-type`,
      );
    else results.ok('ENDPOINT_PREFLIGHT', `${url} answers a preflight.`, where);
  }
  if (!post) return;
  const body = [
    {
      type: 'offstage-check',
      age: 0,
      url: page.url.href,
      user_agent: 'offstage check',
      body: { note: 'A test by npx offstage check.' },
    },
  ];
  const posted = await get(url, {
    method: 'POST',
    headers: { 'content-type': 'application/reports+json', origin: page.url.origin },
    body: JSON.stringify(body),
  });
  if (posted.failed !== undefined)
    results.bad(
      'error',
      'ENDPOINT_DEAD',
      `${url} does not answer (${posted.failed}).`,
      where,
      'See whether its server runs.',
    );
  else if (!posted.ok)
    results.bad(
      'error',
      'ENDPOINT_REFUSES',
      `${url} answers a report with ${posted.status}.`,
      where,
      posted.status === 410
        ? 'It is retired: name another one.'
        : 'See the log of its server, or /api/rejections of an Offstage server.',
    );
  else
    results.ok(
      'ENDPOINT_TAKES',
      `${url} takes a report (${posted.status}; its type is offstage-check).`,
      where,
    );
}
