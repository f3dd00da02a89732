import { createHash, timingSafeEqual } from 'node:crypto';
import { OffstageError } from '../errors.ts';

/** `full` reads and deletes, `read` only reads, `send` only sends pushes and says which were sent. */
export type Role = 'full' | 'read' | 'send';

/** What opens the server, besides posting reports, which browsers do without. */
export interface Tokens {
  /** Opens everything. */
  readonly token?: string | undefined;
  /** Opens what reads. */
  readonly readToken?: string | undefined;
  /** For senders of pushes: opens what they write, and nothing that reads. */
  readonly sendToken?: string | undefined;
}

/** Characters below which a token is refused: 16 random ones of base64 are 96 bits. */
export const SHORTEST = 16;
/** What `Authorization` carries, and gives back as it was. */
const CARRIED = /^[\x21-\x7e]+$/;

/** The tokens in force, by role; none that is too short, and no two alike. Throws an `OffstageError` whose code says which. */
export function checkTokens({ token, readToken, sendToken }: Tokens): ReadonlyMap<Role, string> {
  const given = new Map<Role, string>();
  for (const [role, one] of [
    ['full', token],
    ['read', readToken],
    ['send', sendToken],
  ] as const) {
    if (one === undefined) continue;
    if (one.length < SHORTEST) throw new OffstageError('TOKEN_SHORT', { role, shortest: SHORTEST });
    if (!CARRIED.test(one)) throw new OffstageError('TOKEN_UNREADABLE', { role });
    if ([...given.values()].includes(one)) throw new OffstageError('TOKEN_TWICE', { role });
    given.set(role, one);
  }
  return given;
}

/** Whether anybody could read with these. */
export function opensReading({ token, readToken }: Tokens): boolean {
  return token !== undefined || readToken !== undefined;
}

/**
 * Tells whose token this is. Compares digests in constant time, and all of them, so that neither a token's length nor its
 * beginning can be probed for.
 */
export function createRoleOf(tokens: ReadonlyMap<Role, string>): (given: string) => Role | undefined {
  const digests = [...tokens].map(([role, token]) => [role, digest(token)] as const);
  return (given) => {
    const asked = digest(given);
    let found: Role | undefined;
    for (const [role, expected] of digests) if (timingSafeEqual(asked, expected)) found = role;
    return found;
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
