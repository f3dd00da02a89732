import type { Tokens } from '../access/tokens.ts';
import { OffstageError } from '../errors.ts';
import type { Rate } from '../ingest/rate-limit.ts';

/**
 * One of several apps on a server. It has a store of its own, so that no query of another one can reach what is in it, and
 * is at `/NAME/reports`, `/NAME/viewer/`, `/NAME/api/…`.
 */
export interface AppSettings extends Tokens {
  /** Only reports about documents of these origins are stored; any, where it is left out. */
  readonly origins?: readonly string[] | undefined;
  /** Reports of all its clients together; more are answered and dropped. */
  readonly quota?: Rate | undefined;
  /** Days that its reports are kept. */
  readonly keepDays?: number | undefined;
  /** Bytes that its store may take. */
  readonly maxBytes?: number | undefined;
}

/** By the name in the address. */
export type Apps = Readonly<Record<string, AppSettings>>;

/** It is part of an address, a file's name and a schema's. */
const NAME = /^[a-z][a-z0-9-]{0,39}$/;
/** What is at the root itself. */
const TAKEN = ['reports', 'api', 'viewer', 'healthz', 'metrics'];

/** Throws `APP_NAME`. */
export function checkAppName(name: string): string {
  if (!NAME.test(name) || TAKEN.includes(name)) throw new OffstageError('APP_NAME', { name });
  return name;
}

/** Apps have tokens of their own, and the server none beside them. Throws `APP_TOKENS`, `BAD_OPTION` where none is named, and what `checkApps` throws. */
export function checkAppOptions(
  apps: Apps,
  { token, readToken, sendToken, allowAnonymous }: Tokens & { readonly allowAnonymous?: boolean | undefined },
): void {
  if (token !== undefined || readToken !== undefined || sendToken !== undefined || allowAnonymous === true)
    throw new OffstageError('APP_TOKENS');
  if (Object.keys(apps).length === 0)
    throw new OffstageError('BAD_OPTION', { message: 'apps names no app: leave it out, or name one' });
  checkApps(apps);
}

/** Throws `APP_NAME`, and `TOKEN_TWICE` where two apps have the same token. */
export function checkApps(apps: Apps): void {
  const seen = new Set<string>();
  for (const [name, { token, readToken, sendToken }] of Object.entries(apps)) {
    checkAppName(name);
    for (const [role, one] of Object.entries({ token, readToken, sendToken })) {
      if (one === undefined) continue;
      if (seen.has(one)) throw new OffstageError('TOKEN_TWICE', { role: `${name}: ${role}` });
      seen.add(one);
    }
  }
}
