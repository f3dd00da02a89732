import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Role } from './tokens.ts';

/**
 * What the viewer's cookie holds in place of the token: a role and an end, signed with that role's token. So a cookie that
 * gets out opens the server for a while only, no server has to remember it, and a new token ends all of them.
 */
export interface Sessions {
  issue(role: Role, now: number): string;
  /** `undefined` for what is none, is over, or was signed with another token. */
  roleOf(value: string, now: number): Role | undefined;
}

/** Seconds. */
export const SESSION_TIME: number = 30 * 24 * 60 * 60;

export function createSessions(tokens: ReadonlyMap<Role, string>): Sessions {
  const sign = (role: Role, end: string): string =>
    createHmac('sha256', tokens.get(role) ?? '')
      .update(`offstage session ${role} ${end}`)
      .digest('base64url');
  return {
    issue(role, now) {
      const end = Math.floor(now / 1_000 + SESSION_TIME).toString(36);
      return `${role}.${end}.${sign(role, end)}`;
    },
    roleOf(value, now) {
      const [name = '', end = '', signature = ''] = value.slice(0, 200).split('.');
      const role = [...tokens.keys()].find((one) => one === name);
      if (role === undefined || !(Number.parseInt(end, 36) * 1_000 > now)) return undefined;
      const expected = Buffer.from(sign(role, end));
      const given = Buffer.from(signature);
      return given.length === expected.length && timingSafeEqual(given, expected) ? role : undefined;
    },
  };
}
