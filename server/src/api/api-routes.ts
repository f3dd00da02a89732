import { type Context, Hono } from 'hono';
import type { Access, Need } from '../access/create-access.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { Store } from '../store/store.ts';
import { exportStream } from './export-stream.ts';
import { liveStream } from './live-stream.ts';
import { OPENAPI } from './openapi.ts';
import { cursorOf, pushFilterOf } from './push-query.ts';
import { filterOf, parseQuery, type Queries, type QueryName } from './query.ts';
import type {
  ApiError,
  Endpoints,
  Funnel,
  GroupsPage,
  PushesPage,
  PushFindings,
  PushStory,
  Rejections,
  ReportsPage,
} from './schema.ts';

/** Characters of a sender's id. */
const LONGEST_KEY = 128;

function failed(c: Context, status: 400 | 404 | 503, code: string, message: string): Response {
  return c.json({ code, message } satisfies ApiError, status);
}

/** The read API; `DELETE` is its only write. Shapes: `ApiSchema`. */
export function apiRoutes(store: Store, ingest: Ingest, access: Access): Hono {
  const app = new Hono();
  /** Only on paths of ours: beside us the host may have an `/api` of its own. */
  const on = (
    method: 'get' | 'delete',
    path: string,
    answer: (c: Context) => Promise<Response> | Response,
  ) => {
    const need: Need = method === 'get' ? 'read' : 'change';
    app.options(path, access.crossOrigin);
    app[method](path, access.crossOrigin, access.api(need, '/api'), answer);
  };

  const withQuery =
    <Name extends QueryName>(
      name: Name,
      answer: (query: Queries[Name], c: Context) => Promise<Response> | Response,
    ) =>
    (c: Context): Promise<Response> | Response => {
      const parsed = parseQuery(name, new URL(c.req.url).searchParams);
      return 'problem' in parsed ? failed(c, 400, 'BAD_QUERY', parsed.problem) : answer(parsed.query, c);
    };

  on(
    'get',
    '/api/reports',
    withQuery('reports', async (query, c) => {
      const { limit, cursor } = query;
      const found = await store.list({
        filter: filterOf(query),
        limit: limit + 1,
        ...(cursor !== undefined && { before: cursor }),
      });
      const reports = found.slice(0, limit);
      const next = found.length > limit ? String(reports.at(-1)?.id) : null;
      return c.json({ reports, next } satisfies ReportsPage);
    }),
  );
  on(
    'delete',
    '/api/reports',
    withQuery('filter', async (query, c) => {
      // To a question an empty text means any; here it is a variable that somebody has forgotten to set.
      if (query.text === '') return failed(c, 400, 'BAD_QUERY', 'Query parameter text: is empty');
      return c.json({ removed: await store.remove(filterOf(query)) });
    }),
  );
  on('get', '/api/reports/:id{[0-9]{1,15}}', async (c) => {
    const report = await store.get(Number(c.req.param('id')));
    return report === undefined
      ? failed(c, 404, 'NO_SUCH_REPORT', 'There is no such report')
      : c.json(report);
  });
  on(
    'get',
    '/api/facets',
    withQuery('filter', async (query, c) => c.json(await store.facets(filterOf(query)))),
  );
  on(
    'get',
    '/api/histogram',
    withQuery('histogram', async (query, c) => c.json(await store.histogram(filterOf(query), query.buckets))),
  );
  on(
    'get',
    '/api/groups',
    withQuery('groups', async (query, c) => {
      const { limit, cursor: offset = 0, sort } = query;
      const found = await store.groups({ filter: filterOf(query), limit: limit + 1, offset, sort });
      const next = found.length > limit ? String(offset + limit) : null;
      return c.json({ groups: found.slice(0, limit), next } satisfies GroupsPage);
    }),
  );
  on('get', '/api/endpoints', async (c) =>
    c.json({ endpoints: await store.endpoints() } satisfies Endpoints),
  );
  on('get', '/api/rejections', (c) =>
    c.json({ counts: { ...ingest.counts.rejected }, samples: ingest.samples } satisfies Rejections),
  );
  on(
    'get',
    '/api/export',
    withQuery('filter', (query, c) => {
      c.header('content-disposition', 'attachment; filename="offstage-reports.jsonl"');
      c.header('content-type', 'application/x-ndjson');
      const filter = filterOf(query);
      return c.body(
        exportStream(
          (after, limit) => store.after(after, limit, filter),
          (report) => report,
        ),
      );
    }),
  );
  on(
    'get',
    '/api/stream',
    withQuery('stream', (query, c) => {
      // A browser that reconnects by itself says where it was; that beats the address, which never changes.
      const resumed = c.req.header('last-event-id') ?? '';
      const after = /^\d{1,15}$/.test(resumed) ? Number(resumed) : query.after;
      // Nobody would read the stream, nor end it.
      if (c.req.method === 'HEAD') return c.body(null, 200, { 'content-type': 'text/event-stream' });
      return liveStream(c, store, filterOf(query), after);
    }),
  );
  on(
    'get',
    '/api/pushes',
    withQuery('pushes', async (query, c) => {
      const { limit, cursor: before } = query;
      const filter = pushFilterOf(query);
      const { pushes, behind } = await store.ledger.pushes({
        filter,
        limit: limit + 1,
        ...(before !== undefined && { before }),
      });
      const page = pushes.slice(0, limit);
      const last = page.at(-1);
      const next = pushes.length > limit && last !== undefined ? cursorOf(last) : null;
      return c.json({ pushes: page.map(({ push }) => push), next, behind } satisfies PushesPage);
    }),
  );
  on('get', '/api/pushes/:key', async (c) => {
    const story = await store.ledger.push((c.req.param('key') ?? '').slice(0, LONGEST_KEY));
    return story === undefined
      ? failed(c, 404, 'NO_SUCH_PUSH', 'There is no such push')
      : c.json(story satisfies PushStory);
  });
  on(
    'get',
    '/api/funnel',
    withQuery('funnel', async (query, c) =>
      c.json((await store.ledger.funnel(pushFilterOf(query), query.by)) satisfies Funnel),
    ),
  );
  on(
    'get',
    '/api/push-findings',
    withQuery('pushFilter', async (query, c) =>
      c.json((await store.ledger.findings(pushFilterOf(query))) satisfies PushFindings),
    ),
  );
  on(
    'get',
    '/api/export/pushes',
    withQuery('pushFilter', async (query, c) => {
      const filter = pushFilterOf(query);
      await store.ledger.follow();
      c.header('content-disposition', 'attachment; filename="offstage-pushes.jsonl"');
      c.header('content-type', 'application/x-ndjson');
      return c.body(
        exportStream(
          (after, limit) => store.ledger.after(after, limit, filter),
          ({ push }) => push,
        ),
      );
    }),
  );
  on('get', '/api/openapi.json', (c) => c.json(OPENAPI));
  app.onError((error, c) => {
    const code = 'code' in error ? String(error.code) : 'STORE_FAILED';
    return failed(c, 503, code, error.message);
  });
  return app;
}
