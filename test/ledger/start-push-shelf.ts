import https from 'node:https';
import { readBody, serve } from '../kit/src/loopback/serve.ts';

/** What stands between senders and a browser's push service, and keeps pushes for one that is away (RFC 8030 §5.2 and §5.4). */
export interface PushShelf {
  /** As a push service for senders: takes what its paths name, whatever host the endpoint has. */
  readonly origin: string;
  /** From now on the browser is away. What comes meanwhile waits for as long as its TTL says; of a topic the latest alone. */
  away(): void;
  /** The browser with this endpoint's path is back: what still waits for it is delivered, in order. Returns how many that were. */
  back(path: string): Promise<number>;
  close(): Promise<void>;
}

interface Waiting {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
  readonly topic: string | undefined;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** Headers of a push that its service hands on, or answers by. */
const KEPT = ['content-encoding', 'content-type', 'ttl', 'urgency', 'topic', 'authorization'];

/** @param service origin of the push service that the browser is connected to */
export async function startPushShelf(
  service: string,
  tls: { readonly key: string; readonly cert: string },
): Promise<PushShelf> {
  const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: false });
  let isAway = false;
  let waiting: Waiting[] = [];

  const deliver = ({ path, headers, body }: Waiting): Promise<number> =>
    new Promise((resolve, reject) => {
      const request = https.request(service + path, { method: 'POST', headers, agent }, (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
      });
      request.on('error', reject);
      request.end(body);
    });

  const { port, close } = await serve(
    async (request, response) => {
      const body = await readBody(request);
      const headers: Record<string, string> = {};
      for (const name of KEPT) {
        const value = request.headers[name];
        if (typeof value === 'string') headers[name] = value;
      }
      const { ttl = '0', topic } = headers;
      const push = { path: request.url ?? '', headers, body, topic, until: Date.now() + Number(ttl) * 1_000 };
      if (!isAway) return void response.writeHead(await deliver(push)).end();
      if (topic !== undefined)
        waiting = waiting.filter((other) => other.topic !== topic || other.path !== push.path);
      // Kept for no time at all, it is delivered at once or never.
      if (ttl !== '0') waiting.push(push);
      response.writeHead(201, { location: '/message/kept' }).end();
    },
    { tls },
  );
  return {
    origin: `https://localhost:${port}`,
    away() {
      isAway = true;
    },
    async back(path) {
      const left = waiting.filter((push) => push.path === path && push.until > Date.now());
      waiting = [];
      isAway = false;
      for (const push of left) {
        const status = await deliver(push);
        if (status !== 201) throw new Error(`the push service answered ${status}`);
      }
      return left.length;
    },
    async close() {
      agent.destroy();
      await close();
    },
  };
}
