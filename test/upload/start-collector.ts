import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../server/test/free-port.ts';
import { readBody, serve } from '../kit/src/loopback/serve.ts';
import { runServer } from '../places/run-server.ts';

const TOKEN = 'the-token-of-this-test-1234';

/** How what stands in front of the server behaves. `deaf`: takes a post, hands it on, and the answer gets lost. */
export type Mood = 'well' | 'down' | 'slow' | 'nonsense' | 'deaf';

/** A stored entry, as far as the tests look at it. */
export interface StoredEntry {
  readonly id: number;
  readonly body: Readonly<Record<string, unknown>> & { readonly id: string; readonly event: string };
  readonly [column: string]: unknown;
}

/** The real server as its own process, behind a front of https that has moods. */
export interface Collector {
  /** The server itself, without what stands in front of it, and what opens all of it. */
  readonly server: string;
  readonly token: string;
  /** Where entries are posted to. */
  readonly url: string;
  mood: Mood;
  /** Posts that came so far, whatever became of them. */
  readonly posts: number;
  /** Entries that came so far, some of them several times. */
  readonly came: readonly StoredEntry['body'][];
  /** SIGKILL to the server, and another one on the same file. */
  killed(): Promise<void>;
  /** All that is stored, oldest first. */
  stored(query?: string): Promise<readonly StoredEntry[]>;
  ask(pathAndQuery: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/** Whatever a broken server, or what stands in front of it, may answer with. None of it means that anything was stored. */
const NONSENSE: readonly (readonly [status: number, headers: Record<string, string>, body: string])[] = [
  [200, { 'content-type': 'text/html' }, '<p>Welcome to the hotel'],
  [302, { location: '/login' }, ''],
  [400, {}, 'No'],
  [415, {}, 'No'],
  [500, {}, '{"stored":true}'],
  [404, { 'content-type': 'text/html' }, '<p>Not here'],
];

export async function startCollector(
  folder: string,
  tls: { readonly key: string; readonly cert: string },
  /** As the browser is to call it. */
  host = 'collector.test',
): Promise<Collector> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const startServer = () => runServer(folder, port, TOKEN);
  let server = await startServer();
  let posts = 0;
  const came: StoredEntry['body'][] = [];
  const held = new Set<() => void>();

  const front = await serve(
    async (request, response) => {
      if (request.url === '/login') {
        response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Who are you?');
        return;
      }
      const body = await readBody(request);
      const isPost = request.method === 'POST';
      const { mood } = collector;
      if (isPost) posts += 1;
      if (mood === 'down') {
        request.socket.destroy();
        return;
      }
      if (isPost && mood === 'nonsense') {
        const [status, headers, text] = NONSENSE[posts % NONSENSE.length] as (typeof NONSENSE)[number];
        response.writeHead(status, { ...headers, 'access-control-allow-origin': '*' }).end(text);
        return;
      }
      if (isPost && mood === 'slow') {
        await Promise.race([delay(5_000), new Promise<void>((resolve) => held.add(resolve))]);
      }
      if (isPost) for (const { body: entry } of JSON.parse(String(body))) came.push(entry);
      const { host: _host, connection: _connection, ...headers } = request.headers;
      const answer = await fetch(url + request.url, {
        method: request.method ?? 'GET',
        headers: headers as Record<string, string>,
        ...(isPost && { body: new Uint8Array(body) }),
      }).catch(() => undefined);
      if (answer === undefined || (isPost && mood === 'deaf')) {
        request.socket.destroy();
        return;
      }
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
    },
    { tls },
  );

  const ask: Collector['ask'] = (pathAndQuery, init) =>
    fetch(url + pathAndQuery, { ...init, headers: { authorization: `Bearer ${TOKEN}` } });
  let mood: Mood = 'well';
  const collector: Collector = {
    server: url,
    token: TOKEN,
    url: `https://${host}:${front.port}/reports/background`,
    get mood() {
      return mood;
    },
    set mood(next) {
      mood = next;
      for (const go of held) go();
      held.clear();
    },
    get posts() {
      return posts;
    },
    came,
    async killed() {
      await server.stop('SIGKILL');
      server = await startServer();
    },
    async stored(query = 'type=background-service') {
      const all: StoredEntry[] = [];
      let cursor = '';
      do {
        const answer = await ask(`/api/reports?limit=1000&${query}${cursor}`);
        if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
        const page = (await answer.json()) as { reports: StoredEntry[]; next: string | null };
        all.push(...page.reports);
        cursor = page.next === null ? '' : `&cursor=${page.next}`;
      } while (cursor !== '');
      return all.reverse();
    },
    ask,
    async close() {
      await front.close();
      await server.stop();
    },
  };
  return collector;
}
