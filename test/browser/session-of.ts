import type { CDPSession } from 'playwright-core';
import type { ProtocolSession } from '../kit/src/chromium/protocol-session.ts';

/** Playwright's session, whose types know every method, as the kit takes any. */
export const sessionOf = (session: CDPSession): ProtocolSession => ({
  send: (method, params) => session.send(method as never, params as never) as never,
  on: (event, listener) => void session.on(event as never, listener as never),
});
