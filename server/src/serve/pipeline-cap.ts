import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Ends connections that send far more requests than they wait for answers: Node takes all that is in one read at once,
 * a thousand small ones, and each of them takes memory until its answer is read. Neither browsers nor proxies do so.
 */
export interface PipelineCap {
  /** Whether one more request is answered; it counts until its response closes. */
  admit(socket: Socket, response: ServerResponse): boolean;
}

/** Requests of one connection without an answer. */
const UNANSWERED = 32;

/** @param onEnd called for each connection that it ends */
export function createPipelineCap(onEnd: () => void): PipelineCap {
  const unanswered = new WeakMap<Socket, number>();
  return {
    admit(socket, response) {
      if (socket.destroyed) return false;
      const count = (unanswered.get(socket) ?? 0) + 1;
      if (count > UNANSWERED) {
        socket.destroy();
        onEnd();
        return false;
      }
      unanswered.set(socket, count);
      response.once('close', () => unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1));
      return true;
    },
  };
}
