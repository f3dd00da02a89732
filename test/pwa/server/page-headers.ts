import type { MiddlewareHandler } from 'hono';

/**
 * Where a policy's reports go. Browsers post to `Reporting-Endpoints` from https pages only, and a policy that names
 * one with `report-to` loses its `report-uri` even where the endpoint is ignored; so over http only the latter is
 * said. Firefox before 149 knows `report-uri` alone.
 */
function reportTarget(secure: boolean, endpoint: string): string {
  const legacy = `report-uri /reports/${endpoint}`;
  return secure ? `${legacy}; report-to ${endpoint}` : legacy;
}

/** `Reporting-Endpoints` for the names given, each at `/reports/NAME`. `default` takes what no policy asked for. */
export function reportingEndpoints(...names: readonly string[]): string {
  return names.map((name) => `${name}="/reports/${name}"`).join(', ');
}

/** True when the browser speaks TLS to us. */
function isSecure(url: string): boolean {
  return new URL(url).protocol === 'https:';
}

/** What every page of the app is served with: a strict policy that reports, as an app in production has it. */
export const pageHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  const { headers } = context.res;
  headers.set('x-content-type-options', 'nosniff');
  headers.set('referrer-policy', 'strict-origin-when-cross-origin');
  if (headers.has('content-security-policy') || !headers.get('content-type')?.startsWith('text/html')) return;
  const policy = [
    "default-src 'self'",
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
    reportTarget(isSecure(context.req.url), 'csp'),
  ];
  headers.set('content-security-policy', policy.join('; '));
  headers.set('reporting-endpoints', reportingEndpoints('default', 'csp'));
};
