import { type Context, Hono } from 'hono';
import type { ApiError } from './api/schema.ts';
import type { Ingest } from './ingest/ingest.ts';
import { INGEST_HEADERS, REPORT_PATHS, sizeOf } from './ingest/ingest-routes.ts';

/**
 * The app as all that there is: beside others it would leave to them what it does not know. Below `basePath` too, for a
 * proxy that takes nothing away.
 */
export function standalone(
  app: Pick<Hono, 'fetch'>,
  ingest: Ingest,
  hasViewer: boolean,
  basePath?: string,
  /** Where the outside reaches it, for its own redirects. */
  mount: string = basePath ?? '',
): Hono {
  const alone = new Hono();
  if (basePath !== undefined) alone.route(basePath, app as Hono);
  alone.route('/', app as Hono);
  if (hasViewer) alone.get('/', (c) => c.redirect(`${mount}/viewer/${new URL(c.req.url).search}`));
  for (const at of new Set([basePath ?? '', ''])) {
    for (const path of REPORT_PATHS) {
      alone.all(`${at}${path}`, (c) =>
        c.text('Reports are sent with POST', 405, { ...INGEST_HEADERS, allow: 'POST, OPTIONS' }),
      );
    }
    alone.all(`${at}/api/*`, (c) =>
      c.json(
        { code: 'NO_SUCH_ROUTE', message: 'See /api/openapi.json for what there is' } satisfies ApiError,
        404,
      ),
    );
    // A path that is one member too long: somebody's reports, all the same.
    alone.post(`${at}/reports/*`, (c) =>
      noEndpoint(c, ingest, c.req.path.slice(c.req.path.indexOf('/reports/') + '/reports/'.length)),
    );
  }
  alone.post('*', (c) => noEndpoint(c, ingest, c.req.path));
  return alone;
}

/** Counts what is posted where nobody takes it: a mistyped address loses every report. */
export function noEndpoint(c: Context, ingest: Ingest, name: string): Response {
  ingest.refuse('no-endpoint', name, sizeOf(c));
  return c.text('No such endpoint', 404, INGEST_HEADERS);
}
