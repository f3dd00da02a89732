import type { RequestListener, ServerResponse } from 'node:http';
import { getRequestListener, RequestError } from '@hono/node-server';
import type { Unserved } from './count-unserved.ts';
import { createPipelineCap } from './pipeline-cap.ts';

export interface NodeHandler {
  /** For each request that Node has read the head of. */
  readonly handle: RequestListener;
  /** Ends live streams, and answers no request from now on without closing its connection. */
  end(): void;
}

export interface NodeHandlerOptions {
  /** Lines of a head; Node drops those beyond. */
  readonly mostHeaders: number;
  /** Called for each request that is refused here. */
  count(reason: Unserved): void;
}

/** Brings Node's requests to `fetch`, but for those that are none: who sent them, and to which app, is not to be known. */
export function createNodeHandler(
  fetch: Parameters<typeof getRequestListener>[0],
  { mostHeaders, count }: NodeHandlerOptions,
): NodeHandler {
  let ended = false;
  /** Live streams never end by themselves; their clients come back. */
  const streams = new Set<ServerResponse>();
  const pipeline = createPipelineCap(() => count('too-many-unanswered'));
  const listener = getRequestListener(fetch, {
    overrideGlobalObjects: false,
    errorHandler(error) {
      if (!(error instanceof RequestError)) return new Response(null, { status: 500 });
      // Its `Host` or its target is none.
      count('not-http');
      return new Response(null, { status: 400 });
    },
  });

  function refuse(response: ServerResponse, status: number, reason: Unserved): void {
    count(reason);
    response.writeHead(status, { connection: 'close' }).end();
  }

  return {
    handle(request, response) {
      // The client's next request would be cut off; like this it opens a new connection, elsewhere.
      if (ended) response.setHeader('connection', 'close');
      if (!pipeline.admit(request.socket, response)) return;
      // Who sent it may be among the lines that are missing.
      if (request.rawHeaders.length >= 2 * mostHeaders) return refuse(response, 431, 'head-too-long');
      // The adapter answers most such hosts with 400 itself, but for those that only the URL parser refuses.
      if (!URL.canParse(`http://${request.headers.host ?? 'absent'}`))
        return refuse(response, 400, 'not-http');
      if (isStream(request.url)) {
        streams.add(response);
        response.once('close', () => streams.delete(response));
      }
      void listener(request, response);
    },
    end() {
      ended = true;
      for (const stream of streams) stream.destroy();
    },
  };
}

function isStream(url = ''): boolean {
  const end = url.indexOf('?');
  return (end < 0 ? url : url.slice(0, end)).endsWith('/api/stream');
}
