import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** Each is a reason of `/api/rejections`. */
export type Unserved =
  | 'not-http'
  | 'head-too-long'
  | 'broken-off'
  | 'too-slow'
  | 'too-many-connections'
  | 'too-many-unanswered';

/** Why Node ends a connection before there is a request, by the beginning of its error's code. */
const REASONS: readonly (readonly [code: string, reason: Unserved])[] = [
  ['HPE_HEADER_OVERFLOW', 'head-too-long'],
  ['HPE_INVALID_EOF_STATE', 'broken-off'],
  ['HPE_', 'not-http'],
  ['ERR_HTTP_REQUEST_TIMEOUT', 'too-slow'],
];

/**
 * Counts what never becomes a request: connections beyond Node's limit, and heads that Node refuses. What goes wrong in a
 * body is counted by whoever reads it.
 */
export function countUnserved(server: Server, count: (reason: Unserved) => void): void {
  const latest = new WeakMap<Socket, IncomingMessage>();
  server.on('request', (request) => void latest.set(request.socket, request));
  server.on('drop', () => count('too-many-connections'));
  // A listener for it would take the answer from Node, which knows best whether one may still be written.
  const emit: (event: string, ...words: unknown[]) => boolean = server.emit.bind(server);
  server.emit = (event: string, ...words: unknown[]): boolean => {
    if (event === 'clientError') {
      const [error, socket] = words as [NodeJS.ErrnoException, Socket];
      const [, reason] = REASONS.find(([code]) => error.code?.startsWith(code)) ?? [];
      if (reason !== undefined && latest.get(socket)?.complete !== false) count(reason);
    }
    return emit(event, ...words);
  };
}
