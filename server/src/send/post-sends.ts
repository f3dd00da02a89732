import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { retryAfter } from './retry-after.ts';

export interface PostAnswer {
  /** 0: no answer came. */
  readonly status: number;
  /** What was said, or the network's error, at most 64 KiB. */
  readonly said: string;
  /** Seconds that the server asked for. */
  readonly wait?: number | undefined;
}

/** Posts a body of JSON. Never rejects. */
export type PostSends = (body: string) => Promise<PostAnswer>;

/** Milliseconds for all of it. */
const PATIENCE = 15_000;
const LONGEST_ANSWER = 65_536;

/**
 * One connection that is kept, and that keeps no process alive. Not by `fetch()`: its connection cannot be let go of while a request is
 * under way, so that a sender that is done would wait for a server that hangs.
 */
export function createPost(url: string, token: string | undefined): PostSends {
  const isTLS = new URL(url).protocol === 'https:';
  const agent = new (isTLS ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: 1 });
  const request = isTLS ? httpsRequest : httpRequest;

  return (body) =>
    new Promise((resolve) => {
      const outgoing = request(url, {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...(token && { authorization: `Bearer ${token}` }),
        },
      });
      const failed = (error: Error & { code?: string }): void => {
        clearTimeout(timer);
        resolve({ status: 0, said: error.code ?? error.message });
        outgoing.destroy();
      };
      const timer = setTimeout(() => failed(new Error('No answer in time')), PATIENCE).unref();
      outgoing.on('socket', (socket) => socket.unref());
      outgoing.on('error', failed);
      outgoing.on('response', (response) => {
        const { statusCode: status = 0, headers } = response;
        const chunks: Buffer[] = [];
        let length = 0;
        response.on('data', (chunk: Buffer) => {
          length += chunk.length;
          if (length <= LONGEST_ANSWER) chunks.push(chunk);
          else failed(new Error('The answer is too long'));
        });
        response.on('end', () => {
          clearTimeout(timer);
          resolve({
            status,
            said: Buffer.concat(chunks).toString('utf8'),
            wait: retryAfter(headers['retry-after'], Date.now()),
          });
        });
        response.on('error', failed);
      });
      outgoing.end(body);
    });
}
