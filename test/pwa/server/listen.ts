import type { AddressInfo } from 'node:net';
import type { ServerType } from '@hono/node-server';
import { refuse, systemCode } from './refuse.ts';

const CLOSING_MILLISECONDS = 2000;

/**
 * Listens on loopback only: the demo has no accounts and its keys are nobody else's business. Returns the port.
 *
 * @throws a refusal `PORT_IN_USE` or `PORT_FORBIDDEN`
 */
export function listen(server: ServerType, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const code = systemCode(error);
      if (code === 'EADDRINUSE') reject(refuse('PORT_IN_USE', { port }));
      else if (code === 'EACCES') reject(refuse('PORT_FORBIDDEN', { port }));
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** Lets open requests finish, for two seconds; a live stream would stay open for ever. */
export function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    const force = 'closeAllConnections' in server ? () => server.closeAllConnections() : () => {};
    const timer = setTimeout(force, CLOSING_MILLISECONDS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}
