import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Ingest } from './ingest.ts';
import { INGEST_HEADERS } from './ingest-routes.ts';

const HEADERS = Object.entries(INGEST_HEADERS).flat();

/**
 * A shorter way for what nearly every request is: a plain post to `/reports` with a declared length, straight from
 * Node's request to its response. Answers whether it took the request; everything else goes through the app, which
 * answers this one in the same way.
 */
export function takePost(request: IncomingMessage, response: ServerResponse, ingest: Ingest): boolean {
  const { headers } = request;
  if (request.method !== 'POST' || request.url !== '/reports') return false;
  if (headers['content-encoding'] !== undefined || ingest.policy.endpoints || ingest.policy.retired)
    return false;
  const length = Number(headers['content-length'] ?? Number.NaN);
  if (!(length <= ingest.limits.bodyBytes) || ingest.policy.trustProxy === true) return false;

  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
    const arrival = {
      received: Date.now(),
      endpoint: 'default',
      userAgent: headers['user-agent'] ?? '',
      client: request.socket.remoteAddress ?? '',
    };
    ingest
      .receive(body?.toString('utf8') ?? '', arrival, headers['content-type'] ?? '')
      .then(({ status, message }) => {
        if (status === 204) {
          response.writeHead(204, HEADERS).end();
          return;
        }
        const retry = status === 503 ? { 'retry-after': '30' } : {};
        response
          .writeHead(status, { ...INGEST_HEADERS, ...retry, 'content-type': 'text/plain; charset=UTF-8' })
          .end(message);
      });
  });
  return true;
}
