import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { apiRoutes } from './api/api-routes.ts';
import { metricsText } from './api/metrics.ts';
import { requireToken } from './api/require-token.ts';
import type { AppType } from './api/schema.ts';
import { createIngest, type Ingest, type IngestOptions } from './ingest/ingest.ts';
import { ingestRoutes } from './ingest/ingest-routes.ts';
import type { ViewerFiles } from './serve/load-viewer.ts';
import { localNames } from './serve/local-names.ts';
import { viewerRoutes } from './serve/viewer-routes.ts';
import type { Store } from './store/store.ts';

/**
 * A viewer in a page of another origin may send these to `/api` once a token guards it: with `*` as the allowed origin
 * browsers send no cookie along, so it is the token alone that opens it. Without one, no other origin may read anything.
 */
const API_HEADERS = ['authorization', 'last-event-id'];

export interface AppOptions extends IngestOptions {
  readonly store: Store;
  /** When set, `/api`, `/metrics` and `/viewer` need it. Posting reports never does: browsers can't. */
  readonly token?: string;
  /** A built viewer (`await loadViewer(folder)`) to serve at `/viewer/`. */
  readonly viewer?: ViewerFiles;
}

/**
 * The server as a Hono app, to be served alone or mounted beside other routes:
 * `/reports`, `/reports/:endpoint`, `/api/*`, `/healthz`, `/metrics`, `/viewer/*`.
 *
 * @example
 * const store = await openStore('.offstage/reports.sqlite');
 * const app = new Hono().get('/', home).route('/', createApp({ store }));
 * serve({ fetch: app.fetch, port: 4321 });
 */
export function createApp(options: AppOptions): AppType {
  return appAround(createIngest(options.store, options), options);
}

/** Everything but posting and health. */
const GUARDED = ['/api/*', '/metrics', '/viewer', '/viewer/*'];

/** The app over an ingest that its server also knows. `local`: open to those who ask for a local name. */
export function appAround(ingest: Ingest, options: AppOptions & { readonly local?: boolean }): AppType {
  const { store, token, viewer, local } = options;
  const app = new Hono();
  app.route('/', ingestRoutes(ingest));
  app.get('/healthz', async (c) => {
    try {
      return c.json({ ok: true, store: store.kind, lastId: await store.lastId() });
    } catch (error) {
      return c.json({ ok: false, store: store.kind, error: String(error) }, 503);
    }
  });
  if (token !== undefined) {
    app.use('/api/*', cors({ origin: '*', allowHeaders: API_HEADERS, allowMethods: ['GET', 'DELETE'] }));
    for (const path of GUARDED) app.use(path, requireToken(token));
  } else if (local === true) {
    for (const path of GUARDED) app.use(path, localNames);
  }
  app.get('/metrics', async (c) =>
    c.text(await metricsText(ingest, store), 200, {
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
    }),
  );
  app.route('/', apiRoutes(store, ingest));
  if (viewer !== undefined) app.route('/', viewerRoutes(viewer));
  return app as unknown as AppType;
}
