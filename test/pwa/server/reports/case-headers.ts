import { endpointOf } from '../../reports/report-case.ts';
import { reportingEndpoints } from '../page-headers.ts';

/** What a case's page is served with, beside the endpoints. `endpoint` is also the page's `default`. */
type Policy = (endpoint: string) => Readonly<Record<string, string>>;

// Each case's page violates its own policy only.
const POLICIES: Readonly<Record<string, Policy>> = {
  csp: (to) => ({ 'content-security-policy': `img-src 'none'; report-to ${to}` }),
  'csp-report-only': (to) => ({ 'content-security-policy-report-only': `img-src 'none'; report-to ${to}` }),
  'csp-report-uri': (to) => ({ 'content-security-policy': `img-src 'none'; report-uri /reports/${to}` }),
  'trusted-types': (to) => ({
    'content-security-policy': `require-trusted-types-for 'script'; report-to ${to}`,
  }),
  'csp-hash': (to) => ({ 'content-security-policy': `script-src 'self' 'report-sha256'; report-to ${to}` }),
  'permissions-policy': (to) => ({ 'permissions-policy': `geolocation=();report-to=${to}` }),
  'permissions-policy-report-only': (to) => ({
    'permissions-policy-report-only': `geolocation=();report-to=${to}`,
  }),
  deprecation: () => ({}),
  intervention: () => ({}),
  'document-policy': (to) => ({ 'document-policy': `sync-xhr=?0;report-to=${to}` }),
  integrity: (to) => ({ 'integrity-policy': `blocked-destinations=(script), endpoints=(${to})` }),
  coep: (to) => ({
    'cross-origin-embedder-policy': `require-corp; report-to="${to}"`,
    'content-security-policy': "default-src 'self'; img-src *",
  }),
  coop: (to) => ({ 'cross-origin-opener-policy': `same-origin; report-to="${to}"` }),
  crash: () => ({}),
  'network-error': (to) => ({
    // NEL reads the older header only. Half an hour: the policy holds for the whole origin.
    'report-to': JSON.stringify({ group: to, max_age: 1800, endpoints: [{ url: `/reports/${to}` }] }),
    nel: JSON.stringify({ report_to: to, max_age: 1800, failure_fraction: 1, success_fraction: 0 }),
  }),
};

/** Response headers of the page of `kind`; undefined when there is no such case. */
export function caseHeaders(kind: string): Readonly<Record<string, string>> | undefined {
  if (!Object.hasOwn(POLICIES, kind)) return undefined;
  const endpoint = endpointOf(kind);
  return {
    'content-security-policy': "default-src 'self'",
    ...POLICIES[kind]?.(endpoint),
    // Deprecations, interventions and crashes go to `default`; here that is the case's own endpoint too.
    'reporting-endpoints': `default="/reports/${endpoint}", ${reportingEndpoints(endpoint)}`,
    'cache-control': 'no-store',
  };
}
