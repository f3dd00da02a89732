import type { ApiSchema, EndpointUse, Report, ReportFilter, ReportGroup } from '@offstage/server';
import type { Hono } from 'hono';
import { hc } from 'hono/client';
import type { BlankEnv } from 'hono/types';
import { eventStream, type StreamEvent } from './event-stream.ts';

/** Written out again member by member, because Hono's client finds no routes behind an interface. */
type AppType = Hono<
  BlankEnv,
  {
    [Path in keyof ApiSchema]: {
      [Method in keyof ApiSchema[Path]]: {
        [Part in keyof ApiSchema[Path][Method]]: ApiSchema[Path][Method][Part];
      };
    };
  },
  '/'
>;

export interface ServerOptions {
  /** Where the server is. Default: the page's own origin. */
  readonly url?: string;
  /** Its token, where one is set and no cookie carries it. */
  readonly token?: string;
}

/** The receiving side of the Reporting API, as views need it. Rejects with `ServerProblem`. */
export interface ServerReports {
  groups(filter: ReportFilter): Promise<readonly ReportGroup[]>;
  /** Newest first, with the cursor of the following page. */
  page(limit: number, cursor?: string): Promise<{ reports: readonly Report[]; next: string | null }>;
  endpoints(): Promise<readonly EndpointUse[]>;
  /** Types of the reports that it holds. */
  types(): Promise<readonly string[]>;
  remove(filter: ReportFilter): Promise<number>;
  /** What arrives after `after`, until cancelled. */
  follow(after: number, cancel: AbortSignal): AsyncGenerator<StreamEvent>;
}

/** The server refused or could not be asked. */
export interface ServerProblem {
  readonly reason: 'unauthorized' | 'unreachable' | 'server-error';
}

export const isServerProblem = (value: unknown): value is ServerProblem =>
  typeof value === 'object' && value !== null && 'reason' in value;

/** The server's API through Hono's typed client. */
export function serverReports({ url = location.origin, token }: ServerOptions): ServerReports {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const ask: typeof fetch = async (input, init) => {
    const response = await fetch(input, init).catch(() => undefined);
    if (response === undefined) throw { reason: 'unreachable' } satisfies ServerProblem;
    if (response.ok) return response;
    const refused = response.status === 401 || response.status === 403;
    throw { reason: refused ? 'unauthorized' : 'server-error' } satisfies ServerProblem;
  };
  const { api } = hc<AppType>(url, { headers, fetch: ask });
  return {
    async groups(filter) {
      const answer = await api.groups.$get({ query: { ...queryOf(filter), limit: '500' } });
      return (await answer.json()).groups;
    },
    async page(limit, cursor) {
      const query = { limit: String(limit), ...(cursor !== undefined && { cursor }) };
      return (await api.reports.$get({ query })).json();
    },
    async endpoints() {
      return (await (await api.endpoints.$get({ query: {} })).json()).endpoints;
    },
    async types() {
      return (await (await api.facets.$get({ query: {} })).json()).type.map(({ value }) => value);
    },
    async remove(filter) {
      return (await (await api.reports.$delete({ query: queryOf(filter) })).json()).removed;
    },
    async *follow(after, cancel) {
      const address = new URL('/api/stream', url);
      address.searchParams.set('after', String(after));
      // `EventSource` cannot send the token, so the stream is read by hand.
      const response = await ask(address, { headers, signal: cancel });
      if (response.body !== null) yield* eventStream(response.body);
    },
  };
}

function queryOf(filter: ReportFilter): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const [key, value] of Object.entries(filter)) {
    if (value !== undefined) query[key] = Array.isArray(value) ? [...value] : String(value);
  }
  return query;
}
