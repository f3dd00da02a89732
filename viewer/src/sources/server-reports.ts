import type { ApiSchema } from '@offstage/server';
import { eventStream, type StreamEvent } from './event-stream.ts';
import type { EndpointUse, Refusals, Report, ReportCounts, ReportFilter, ReportGroup } from './server-api.ts';
import { ENDPOINT_USE, fitting, GROUP, REPORT, refusalsOf } from './server-schema.ts';

export interface ServerOptions {
  /** Where the server is, with the path below which it is mounted. Default: the page's own origin. */
  readonly url?: string | undefined;
  /** Its token, where one is set and no cookie carries it. */
  readonly token?: string | undefined;
}

/** Reports of one answer. */
export interface ReportPage {
  readonly reports: readonly Report[];
  /** How many more there were that are no reports. */
  readonly lost?: number;
  readonly next: string | null;
}

/** Where a push goes to. */
export interface PushTarget {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** What the push service answered; without a status it was not reached, or the server refused to try. */
export interface PushAnswer {
  readonly status: number | undefined;
  readonly said: string;
}

/** The receiving side of the Reporting API, as views need it. Rejects with `ServerProblem`. */
export interface ServerReports {
  /** The latest seen first. */
  groups(filter: ReportFilter): Promise<readonly ReportGroup[]>;
  /** Newest first, with the cursor of the following page. */
  page(limit: number, cursor?: string, filter?: ReportFilter): Promise<ReportPage>;
  endpoints(): Promise<readonly EndpointUse[]>;
  refusals(): Promise<Refusals>;
  counts(filter?: ReportFilter): Promise<ReportCounts>;
  remove(filter: ReportFilter): Promise<number>;
  /** What arrives after `after`, until cancelled. */
  follow(after: number, cancel: AbortSignal, filter?: ReportFilter): AsyncGenerator<StreamEvent>;
  /** Public key that the server signs pushes with, base64url; undefined where it sends none. */
  pushKey(): Promise<string | undefined>;
  /** Sends a push; resolves with what the push service answered. */
  sendPush(subscription: PushTarget, payload: string): Promise<PushAnswer>;
  /** The server said that the token opens what reads, and nothing else. */
  readonly readOnly: boolean;
  /** Asks any route; members of `query` that are lists are parameters of one name. For parts that bring their own schema. */
  ask(path: string, query: object, init?: RequestInit): Promise<Response>;
  /** Where a route is, as a link; undefined where the server wants a token, which no link carries. */
  linkTo(path: string, query: object): string | undefined;
}

/** The server refused or could not be asked. */
export interface ServerProblem {
  readonly reason: 'unauthorized' | 'unreachable' | 'server-error';
  /** What it answered, where it did. */
  readonly answer?: Response;
}

export const isServerProblem = (value: unknown): value is ServerProblem =>
  typeof value === 'object' && value !== null && 'reason' in value;

/** Routes that are asked, and without a parameter in their path. */
type Path = Exclude<keyof ApiSchema, '/api/reports/:id' | '/api/pushes/:key' | '/api/sends'>;
type Query<At extends Path> = ApiSchema[At]['$get']['input']['query'];
type Answer<At extends Path> = ApiSchema[At]['$get']['output'];

/** Groups per answer, and how many are asked for at most: a table of more is no overview. */
const GROUPS = 1000;
const MOST_GROUPS = 10_000;

/** A filter as the parameters of a query. */
const queryOf = ({
  type,
  browser,
  origin,
  group,
  install,
  app,
  noise,
  from,
  to,
  text,
}: ReportFilter = {}): Query<'/api/facets'> => ({
  ...(type && { type: [...type] }),
  ...(browser && { browser: [...browser] }),
  ...(origin && { origin: [...origin] }),
  ...(group && { group: [...group] }),
  ...(install && { install: [...install] }),
  ...(app && { app: [...app] }),
  ...(noise && { noise }),
  ...(from !== undefined && { from: String(from) }),
  ...(to !== undefined && { to: String(to) }),
  ...(text && { text }),
});

/** The server's API, checked against the server's own types. */
export function serverReports({ url = location.origin, token }: ServerOptions): ServerReports {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };

  let readOnly = false;

  const addressOf = (path: string, query: object = {}): URL => {
    const address = new URL(`${url.replace(/\/+$/, '')}${path}`);
    for (const [key, value] of Object.entries(query)) {
      for (const one of [value].flat()) address.searchParams.append(key, String(one));
    }
    return address;
  };
  const ask = async (path: string, query: object, init?: RequestInit): Promise<Response> => {
    const response = await fetch(addressOf(path, query), { headers, ...init }).catch(() => undefined);
    if (response === undefined) throw { reason: 'unreachable' } satisfies ServerProblem;
    readOnly = response.headers.get('allow') === 'GET';
    if (response.ok) return response;
    const refused = response.status === 401 || response.status === 403;
    throw {
      reason: refused ? 'unauthorized' : 'server-error',
      answer: response,
    } satisfies ServerProblem;
  };
  const get = async <At extends Path>(path: At, query: Query<At>): Promise<Answer<At>> =>
    (await ask(path, query)).json();

  return {
    ask,
    linkTo: (path, query) => (token === undefined ? addressOf(path, query).href : undefined),
    get readOnly() {
      return readOnly;
    },
    async groups(filter) {
      const found: ReportGroup[] = [];
      let next: string | null | undefined;
      while (next !== null && found.length < MOST_GROUPS) {
        const page: Answer<'/api/groups'> = await get('/api/groups', {
          ...queryOf(filter),
          limit: String(GROUPS),
          ...(next && { cursor: next }),
        });
        found.push(...fitting(GROUP, page.groups));
        next = page.next;
      }
      return found;
    },
    async page(limit, cursor, filter) {
      const query = { ...queryOf(filter), limit: String(limit), ...(cursor !== undefined && { cursor }) };
      const { reports: answers, next } = await get('/api/reports', query);
      const reports = fitting(REPORT, answers);
      return { reports, lost: answers.length - reports.length, next };
    },
    endpoints: async () => fitting(ENDPOINT_USE, (await get('/api/endpoints', {})).endpoints),
    refusals: async () => refusalsOf(await get('/api/rejections', {})),
    async counts(filter) {
      const answer: Partial<Answer<'/api/facets'>> = await get('/api/facets', queryOf(filter));
      const { total = 0, type = [], origin = [], endpoint = [], browser = [] } = answer;
      return { total, type, origin, endpoint, browser };
    },
    async remove(filter) {
      const answer = await ask('/api/reports', filter, { method: 'DELETE' });
      const { removed }: ApiSchema['/api/reports']['$delete']['output'] = await answer.json();
      return removed;
    },
    async pushKey() {
      const response = await fetch(addressOf('/api/push'), { headers }).catch(() => undefined);
      if (!response?.ok) return undefined;
      const { publicKey }: { readonly publicKey?: unknown } = await response.json();
      return typeof publicKey === 'string' ? publicKey : undefined;
    },
    async sendPush({ endpoint, keys: { p256dh, auth } }, payload) {
      const response = await fetch(addressOf('/api/push'), {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ subscription: { endpoint, keys: { p256dh, auth } }, payload }),
      });
      const answer: Readonly<Record<string, unknown>> = await response.json();
      const said = answer.said ?? answer.message;
      return {
        status: response.ok && typeof answer.status === 'number' ? answer.status : undefined,
        said: typeof said === 'string' ? said : '',
      };
    },
    async *follow(after, cancel, filter) {
      // `EventSource` cannot send the token, so the stream is read by hand.
      const query = { ...queryOf(filter), after: String(after) };
      const { body } = await ask('/api/stream', query, { signal: cancel });
      if (body !== null) yield* eventStream(body);
    },
  };
}
