import { hash, timingSafeEqual } from 'node:crypto';
import type { Rate } from './rate-limit.ts';

/** What the operator decides about reports. All optional. */
export interface IngestPolicy {
  /** Only reports about documents of these origins are stored (the body's URL counts: WebKit sends `Origin: null`). */
  readonly allowOrigins?: readonly string[] | undefined;
  /**
   * Store URLs without user information, query and fragment: sessions, search terms and links that open by themselves are
   * in there. By default they are stripped; `false` keeps them.
   */
  readonly stripQueries?: boolean | undefined;
  /** Store this fraction of the reports, evenly chosen; each then stands for 1 / fraction. */
  readonly sample?: number | undefined;
  /**
   * Endpoint names with their secrets. When set, reports are taken at `/reports/SECRET` alone and stored under the name;
   * any other path answers 404.
   */
  readonly endpoints?: Readonly<Record<string, string>> | undefined;
  /** Names (or secrets) that answer 410, so that browsers stop sending. */
  readonly retired?: readonly string[] | undefined;
  /** Reports per client address. Loopback is exempt: it is a proxy, and would be limited for everybody. */
  readonly clientRate?: Rate | undefined;
  /** Reports of all clients together that are wanted. */
  readonly quota?: Rate | undefined;
  /** Reports per document origin. */
  readonly originRate?: Rate | undefined;
  /** The header's last address is the client's (`X-Forwarded-For`, set by a proxy of ours). */
  readonly trustProxy?: boolean | undefined;
}

export const DEFAULT_CLIENT_RATE: Rate = { perSecond: 200, burst: 20_000 };

/** Where the path member of a post leads: the endpoint's name, or no endpoint, or one that is no longer. */
export function endpointNamed(member: string | undefined, policy: IngestPolicy): string | 404 | 410 {
  const given = member ?? 'default';
  if (policy.retired?.includes(given)) return 410;
  if (policy.endpoints === undefined) return given;
  for (const [name, secret] of Object.entries(policy.endpoints)) {
    if (sameSecret(secret, given)) return policy.retired?.includes(name) ? 410 : name;
  }
  return 404;
}

function sameSecret(secret: string, given: string): boolean {
  return timingSafeEqual(hash('sha256', secret, 'buffer'), hash('sha256', given, 'buffer'));
}
